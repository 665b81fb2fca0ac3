"""Administration: what each police force area has arranged about missing people."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Area
from agencies.views.base import Administration, Question
from core import policy
from core.paging import Page
from core.views import ListPage, ObjectFormPage
from missing import services
from missing.arranged import (
    arrangement_of,
    attach_arrangements,
    hours_by_risk,
    teams_to_arrange,
)
from missing.forms.arrangements import arrange_form

NOT_YOURS = "These pages are for administrators of a police force area."


class ArrangementList(Administration, ListPage):
    """The areas for which the reader is administrator, and what each has arranged."""

    model, action = Area, "missing.arrange"
    template_name = "missing/arrangement_list.html"
    tab = "missing"
    is_limited = False

    def load(self):
        super().load()
        self.areas = list(policy.accessible(self.request.user, self.action, Area))
        if not self.areas:
            raise PermissionDenied(NOT_YOURS)
        attach_arrangements(self.areas)
        for area in self.areas:
            area.arranged = area.arranged or arrangement_of(area)
            area.periods = list(hours_by_risk(area.arranged).values())

    def get_page(self):
        return Page(self.areas)

    def subjects(self):
        return []


class ArrangementEdit(Question, ObjectFormPage):
    """Say which team is the unit of an area, and how long each step may take."""

    model, action = Area, "missing.arrange"
    tab = "missing"

    def get_object(self):
        return policy.get(self.request.user, self.action, Area, code=self.kwargs["code"])

    def load(self):
        super().load()
        self.arranged = arrangement_of(self.object)
        self.periods = hours_by_risk(self.arranged)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "arrangements about missing people"}

    def back(self):
        return reverse("missing-arrangements:list")

    def get_heading(self):
        return f"Missing people in {self.object}"

    def get_first(self):
        return "Deadlines that are already running do not change."

    def get_form_class(self):
        return arrange_form(self.periods)

    def get_form_kwargs(self):
        teams = teams_to_arrange(self.object, self.arranged)
        return {**super().get_form_kwargs(), "of": self.arranged, "teams": teams}

    def act(self, form):
        said = {name: v for name, v in form.cleaned_data.items() if name not in self.periods}
        services.arrange_missing(area=self.object, by=self.request.user, hours=form.hours, **said)
        messages.success(self.request, "Saved.")
        return self.back()
