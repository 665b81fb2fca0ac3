"""The page that shows every component and every form control, right and wrong."""

import datetime
from types import SimpleNamespace

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.views.generic import TemplateView

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, DateFilter, TextFilter, TickFilter
from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    MomentField,
    Reveal,
)
from core.layout import Heading, Link, Rows, Submit, Text
from core.paging import Page
from core.rows import row_set
from core.views import NoRecord
from core.widgets import Autocomplete, Checkboxes, Radios, TextArea, short

TEAMS = [("norfolk", "Norfolk IOM Team"), ("suffolk", "Waveney ASB Unit")]


class PhoneRow(Form):
    """One phone number, with what to know before ringing it."""

    number = forms.CharField(max_length=20, widget=short(20))
    note = forms.CharField(required=False, label="What to know before ringing")


class ExampleForm(Form):
    """Every control, in the order of the page."""

    submit = "Save contact"
    row_sets = {"phones": row_set(PhoneRow, noun="phone")}

    surname = forms.CharField(max_length=80)
    pnc = forms.CharField(label="PNC number", required=False, widget=short(10))
    visits = forms.IntegerField(label="Number of visits", min_value=1, widget=short(3))
    email = forms.EmailField(label="E-mail", required=False)
    born_on = LenientDateField(birth=True, label="Date of birth", help_text="Like 14 March 1991")
    happened = MomentField(
        past=True,
        label="When?",
        help_text="For example, today, yesterday 4pm, 3/6 or 3 June. "
        "Leave the time out if you do not know it.",
    )
    text = forms.CharField(label="What happened?", max_length=4000, widget=TextArea())
    team = forms.ChoiceField(choices=[("", "-----"), *TEAMS])
    colleague = forms.ChoiceField(
        choices=[("", "Nobody"), ("1", "PC Priya Nandra"), ("2", "Owen Marchbank")],
        required=False,
        widget=Autocomplete,
        help_text="Type a part of the name",
    )
    how = forms.ChoiceField(
        label="How?", choices=[("1", "Visit"), ("2", "Phone"), ("3", "Office")], widget=Radios()
    )
    basis = forms.ChoiceField(
        label="This is",
        choices=[("fact", "Fact: I saw or heard it"), ("reported", "Reported: someone told me")],
        widget=Radios(hints={"fact": "Not what you think it means"}),
        error_messages={"required": "Choose whether this is fact or reported"},
    )
    told_by = forms.CharField(label="Who told you?", required=False)
    sections = forms.MultipleChoiceField(
        label="What may they see?",
        choices=[("log", "Log"), ("risk", "Risk"), ("reports", "Reports")],
        widget=Checkboxes(hints={"risk": "Gradings and their reasons"}),
    )
    worry = forms.CharField(label="What worries him?", required=False)
    pick_up = forms.ChoiceField(
        label="Who should pick it up?", required=False, choices=[("", ""), *TEAMS]
    )
    sure = forms.BooleanField(
        label="The person knows that this is recorded", help_text="Unless it is unsafe to say so"
    )
    document = forms.FileField(required=False)
    password = forms.CharField(
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def layout(self):
        return [
            Heading("The person"),
            "surname",
            "pnc",
            "visits",
            "email",
            "born_on",
            Rows("phones"),
            Heading("The contact"),
            Text("Entries cannot be changed later, only added to.", quiet=True),
            InlineRadios("how"),
            "happened",
            "text",
            Reveal("basis", {"reported": ["told_by"]}),
            "sections",
            Fieldset(
                "Anxiety",
                "worry",
                "pick_up",
                hint="It stays on the overview until someone resolves it.",
                in_a_row=True,
            ),
            "team",
            "colleague",
            "document",
            "password",
            "sure",
        ]

    def buttons(self):
        draft = Submit("Save and finish later", name="draft", secondary=True)
        return [Submit(self.submit), draft, Link("Cancel", "/")]

    def clean(self):
        if self.cleaned_data.get("basis") == "reported":
            self.require("told_by")


class ExampleWords(TextFilter):
    name, label, in_sight = "q", "Words", True


class ExampleTeam(ChoiceFilter):
    name, label, choices = "team", "Team", tuple(TEAMS)


class ExampleSince(DateFilter):
    name, label, past = "since", "From", True


class ExampleWarned(TickFilter):
    name, label = "warned", "With a warning"


class ExampleFilters(FilterSet):
    filters = (ExampleWords, ExampleTeam, ExampleSince, ExampleWarned)


class OtherWords(ExampleWords):
    name = "words"


class OtherTeam(ExampleTeam):
    name = "by"


class FoldedFilters(FilterSet):
    """So many that "More filters" is built on demand."""

    filters = (OtherWords, OtherTeam)
    orders = {"name": "Name", "-name": "Name, Z to A"}
    folds = True


class ComponentGallery(NoRecord, TemplateView):
    template_name = "core/gallery.html"
    reason = "It shows invented examples only."

    def asked(self, filters, example):
        """The filters as the address asks for them, or as an example does."""
        query = self.request.GET or QueryDict(example)
        return filters(SimpleNamespace(user=None, GET=query))

    def wrong(self):
        return ExampleForm(
            {
                "wrong-basis": "reported",
                "wrong-happened": "31 June",
                "wrong-phones-TOTAL_FORMS": "1",
                "wrong-phones-INITIAL_FORMS": "0",
                "wrong-phones-0-note": "Mother’s phone",
                "wrong-visits": "two",
            },
            prefix="wrong",
        )

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            **kwargs,
            empty=ExampleForm(prefix="empty"),
            examples={"wrong": self.wrong()},
            filters=self.asked(ExampleFilters, "team=norfolk&since=1+May+2026"),
            folded=self.asked(FoldedFilters, "words=dray"),
            page=Page(rows=[], next_cursor="abc", is_first=False),
            tabs=[
                {"label": "Overview", "url": "#", "current": True, "count": None},
                {"label": "Log", "url": "#log", "current": False, "count": 48},
                {"label": "Sharing", "url": "#sharing", "current": False, "count": None},
                {"label": "History", "url": "#history", "current": False, "count": None},
            ],
            born=datetime.date(1991, 3, 14),
            today=today,
            due=today + datetime.timedelta(days=8),
            late=today - datetime.timedelta(days=2),
            now=timezone.now(),
            unknown_time=(today, None),
            levels=["veryhigh", "high", "medium", "low", "none"],
            answers=[
                ("Who", "Norfolk IOM Team", "#"),
                ("Until", "4 August 2026", "#"),
                ("Why", ""),
            ],
        )


class StaySignedIn(NoRecord, TemplateView):
    """Any request keeps a session alive; this one does nothing else."""

    template_name = "core/stay_signed_in.html"
    reason = "It shows nothing."
