"""The log of a person, a new contact, what is added to one, what is to follow, and on paper."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from access.selectors import teams_reading
from core.once import new_token
from core.paging import page_down
from core.questions import run, together_in_steps
from core.views import PRINT, ChildFormPage, ObjectFormPage, ObjectPage
from profiles import services
from profiles.forms import (
    AmendmentForm,
    ContactForm,
    FollowUpForm,
    QuickContactForm,
)
from profiles.log_filters import LogFilter
from profiles.models import Contact, FollowUp, Profile
from profiles.querysets import with_amendments
from profiles.selectors import how_many_contacts
from profiles.views.base import PersonMixin
from records.keeping import KeepsDraft
from records.models.entries import HAPPENED
from records.selectors import draft_begun

MOST_ON_PAPER = 1000


class BeforeContact(PersonMixin):
    """A page from which somebody is rung or visited next."""

    def unsafe(self):
        """Where the person must not be reached, for those who hold it: before they try."""
        ways = (self.object.phones, self.object.addresses)
        return [
            way
            for ways_of_a_kind in ways
            for way in self.of_section("contact_details", ways_of_a_kind).current().unsafe()
        ]


class FilteredLog(PersonMixin):
    """The entries of the log that the address asks for."""

    section = "log"
    tab = "log"

    @cached_property
    def all_entries(self):
        return self.of_section("log", self.object.contacts)

    @cached_property
    def filter(self):
        return LogFilter(self.request, self.all_entries, self.names)

    @property
    def entries(self):
        return self.filter.narrow(self.all_entries).with_words()

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, **kwargs)


class LogPage(BeforeContact, FilteredLog, ObjectPage):
    """Every dealing with the person, newest first, with who says so."""

    action = "profile.view_log"
    template_name = "profiles/log.html"

    def get_context_data(self, **kwargs):
        after = self.request.GET.get("after", "")[:300]
        may_add = self.adds_to("log")
        page = page_down(self.entries, *HAPPENED, after=after)
        is_whole = page.is_first and page.next_cursor is None and not self.filter.wanted
        total, begun, *_ = run(
            together_in_steps(
                [
                    None if is_whole else how_many_contacts.steps(self.object),
                    draft_begun.steps(self.request.user, "contact", self.object)
                    if may_add
                    else None,
                    with_amendments.steps(page),
                    self.filter.part("kind").fetched(),
                ]
            )
        )
        return super().get_context_data(
            page=page,
            is_compact=self.request.GET.get("view") == "compact",
            compact=self.filter.with_values(view="compact"),
            full=self.filter.without("view"),
            may_add=may_add,
            **({} if is_whole else self.number(page, total)),
            **(self.quick(begun) if may_add else {}),
            **kwargs,
        )

    def quick(self, draft):
        """The quick form, built only when it is opened; or the way back to one that was begun."""
        if draft:
            return {"begun": draft}
        if "quick" not in self.request.GET:
            return {"open_quick": self.filter.with_values(quick="1")}
        form = QuickContactForm(team=self.request.user.acting_team, born_on=self.object.born_on)
        form.keep(kind="contact", of=self.object.uuid, at=reverse("records:draft-save"))
        address = self.address("log-quick")
        form.once = new_token(self.request.user, address)
        form.helper.form_action = address
        return {"quick": form, "unsafe": self.unsafe(), **self.readers_of(self.section)}

    def number(self, page, total):
        """How many entries are shown of how many, where the page does not show all of them."""
        fitting = len(page)
        if self.filter.wanted and not (page.is_first and page.next_cursor is None):
            fitting = self.filter.narrow(self.all_entries).count()
        return {"total": total, "fitting": None if fitting == len(page) else fitting}


class LogPrint(FilteredLog, ObjectPage):
    """The filtered log on paper, oldest first, with the whole text. Printing is an event."""

    action, operation = "log.print", PRINT
    template_name = "profiles/log_print.html"

    @cached_property
    def found(self):
        entries = list(self.entries.newest_first().reverse()[: MOST_ON_PAPER + 1])
        with_amendments(entries)
        return entries

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entries=self.found[:MOST_ON_PAPER],
            is_cut_off=len(self.found) > MOST_ON_PAPER,
            most=MOST_ON_PAPER,
            number=str(self.request.id)[:8],
            **kwargs,
        )

    def seen_detail(self):
        return {"entries": len(self.found), "filters": self.filter.in_words}


class ContactAdd(KeepsDraft, BeforeContact, ObjectFormPage):
    """Write one dealing into the log."""

    model, action = Profile, "log.add"
    section = "log"
    form_class = ContactForm
    template_name = "profiles/contact_form.html"
    tab = "log"
    draft_kind = "contact"

    def get_form_kwargs(self):
        user, person = self.request.user, self.object
        about = {"team": user.acting_team, "born_on": person.born_on}
        return {**super().get_form_kwargs(), **about, "teams": teams_reading(person, "log", user)}

    def get_context_data(self, **kwargs):
        readers = self.readers_of(self.section)
        return super().get_context_data(unsafe=self.unsafe(), **readers, **kwargs)

    def save(self, form):
        """Also what a program does that calls the API."""
        fields = dict(form.cleaned_data)
        fields["happened_on"], fields["happened_at_time"] = fields.pop("moment")
        return services.add_contact(profile=self.object, by=self.request.user, **fields)

    def act(self, form):
        self.save(form)
        return self.done("Contact saved.", "log")


class ContactQuick(ContactAdd):
    """Write one dealing into the log in under a minute."""

    model, action = Profile, "log.add"
    form_class = QuickContactForm

    def get(self, request, *args, **kwargs):
        """What was begun may have more in it than this form has: it goes on in the full one."""
        if self.draft:
            return redirect("profiles:log-add", self.object.uuid)
        return super().get(request)


class ContactAmend(KeepsDraft, PersonMixin, ChildFormPage):
    """Add to an entry of the log; the entry stays as it was."""

    model, action = Profile, "profile.view_log"
    child_model, child_action, child_of = Contact, "log.amend", "profile"
    section = "log"
    form_class = AmendmentForm
    template_name = "profiles/contact_amend.html"
    tab = "log"
    draft_kind = "amendment"

    @property
    def drafted(self):
        return self.child

    def get_context_data(self, **kwargs):
        return super().get_context_data(**self.readers_of(self.section), **kwargs)

    def save(self, form):
        return services.amend_contact(
            contact=self.child, by=self.request.user, text=form.cleaned_data["text"]
        )

    def act(self, form):
        self.save(form)
        return self.done("Added to the entry.", "log")


class ContactFollowUp(BeforeContact, ChildFormPage):
    """Say what came of what was to follow an entry."""

    model, action = Profile, "profile.view_log"
    child_model, child_action, child_of = FollowUp, "log.follow_up", "contact__profile"
    section = "log"
    form_class = FollowUpForm
    template_name = "profiles/contact_follow_up.html"
    tab = "log"

    def get_context_data(self, **kwargs):
        is_open = self.child.done_at is None
        return super().get_context_data(unsafe=self.unsafe() if is_open else [], **kwargs)

    def act(self, form):
        services.clear_follow_up(
            follow_up=self.child, by=self.request.user, word=form.cleaned_data["word"]
        )
        return self.done("Followed up.", "log")
