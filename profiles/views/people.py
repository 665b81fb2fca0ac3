"""The list of people, a new person, the overview, and editing who someone is."""

from django.utils import timezone
from django.utils.functional import cached_property

from access.access_summary import access_summary
from access.bulk_preview import shares_any
from access.services import find_record
from access.views.record import OverviewPage
from core import panels, policy
from core.paging import Page
from core.questions import run, together_in_steps
from core.views import LIST, PRINT, ListPage, ObjectFormPage
from profiles import due, services
from profiles.exact_match import unseen
from profiles.forms import EditProfileForm
from profiles.selectors import happened_last
from profiles.views.base import PeopleMixin, PersonMixin
from records.keeping import KeepsDraft

MOST_ON_PAPER = 500


class PeopleList(PeopleMixin, ListPage):
    """People the reader may see."""

    template_name = "profiles/profile_list.html"

    @cached_property
    def found(self):
        return self.filter.page_and_similar()

    def get_page(self):
        return self.found[0]

    @property
    def similar(self):
        return self.found[1]

    def subjects(self):
        return [*super().subjects(), *(person.pk for person in self.similar)]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            filter=self.filter,
            similar=self.similar,
            count=self.filter.count(),
            stubs=self.stubs(),
            beside=self.beside(),
            other_ways=[
                *self.filter.other_ways,
                *panels.gather("search.elsewhere", self.filter.words),
            ],
            may_create=policy.can(user, "profile.create"),
            may_share=shares_any(user),
            **kwargs,
        )

    def beside(self):
        """What the words find of upper apps, beside the people: cases and tasks."""
        search = self.filter.search
        if not self.filter.words or self.filter.after or (search.fell_back and self.page.rows):
            return []
        asked = panels.gather_in_steps("search", self.request, self.filter.words)
        found, _ = run(together_in_steps([asked, self.filter.saved_in_steps()]))
        return found

    def stubs(self):
        """Records that exact particulars show to exist: the reader may now ask for access."""
        user = self.request.user
        found = unseen(user, self.filter.words) if self.filter.words else []
        for person in found:
            find_record(obj=person, by=user)
        return found


class PeoplePrint(PeopleMixin, ListPage):
    """The list on paper, with its filters in words. Printing is an event about summary on it."""

    action = "profile.print"
    template_name = "profiles/profile_list_print.html"

    @cached_property
    def found(self):
        return self.filter.first(MOST_ON_PAPER)

    @property
    def fits(self):
        return self.found.next_cursor is None

    @property
    def operation(self):
        return PRINT if self.fits else LIST

    def get_page(self):
        """Everyone; nobody if they are too many, since half of a list misleads."""
        return self.found if self.fits else Page([])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            fits=self.fits,
            most=MOST_ON_PAPER,
            number=str(self.request.id)[:8],
            **kwargs,
        )

    def seen_detail(self):
        return {**super().seen_detail(), "people": len(self.page)}


class ProfileOverview(PersonMixin, OverviewPage):
    """Who, what risk, which warnings, what happened last, and whom to ring."""

    action = "profile.view"
    template_name = "profiles/profile_detail.html"
    tab = "overview"

    def get_context_data(self, **kwargs):
        user, person, facts = self.request.user, self.object, self.facts
        context = super().get_context_data(
            latest=happened_last(facts),
            lead_works_here=bool(facts["lead_at_work"]),
            holds_log="latest" in facts,
            may_add=self.adds_to("log"),
            may_edit=policy.can(user, "profile.edit", person),
            may_share=policy.can(user, "access.grant", person),
            more_buttons=panels.gather("profiles.buttons", self.request, person),
            today=timezone.localdate(),
            **kwargs,
        )
        context |= self.summary(context["statuses"])
        return context | {"due": self.due(context)}

    def due(self, context):
        """What is due, of all that this page has fetched already, and of the log."""
        person = self.object
        return due.in_order(
            [
                *due.of_entries(person, self.held, self.facts.get("to_do", [])),
                *due.of_identity(context["place"], context["warnings"], context["statuses"]),
                *due.of_risk(person, self.held, self.facts.get("risk", [])),
                *due.of_reports(person, self.held, self.facts.get("due_reports", [])),
                *due.of_needs(person, context["place"], self.facts.get("open_needs", [])),
                *due.of_access(person, context["access_summary"].others),
            ]
        )

    def summary(self, statuses):
        """Who has access, and who works with the person: below their team, if that has access."""
        person = self.object
        summary = access_summary(person, self.request.user)
        managers = [status for status in statuses if status.name]
        workers = [*self.facts["involvements"], *managers]

        def of(name):
            return [worker for worker in workers if worker.organisation == name]

        teams = {str(person.owner_team), *(one.who for one in summary.others)}
        return {
            "access_summary": summary,
            "lead_is_named": self.names.lead(person) is not None,
            "with_access": [(one, of(one.who)) for one in summary.others],
            "of_owner": of(str(person.owner_team)),
            "others_involved": [w for w in workers if w.organisation not in teams],
        }


class ProfileEdit(KeepsDraft, PersonMixin, ObjectFormPage):
    """Change who the person is."""

    action = "profile.edit"
    tab = "overview"
    draft_kind = "person"
    form_class = EditProfileForm
    template_name = "profiles/profile_form.html"

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "instance": self.object,
            "leads": self.leads(),
        }

    def leads(self):
        """Whom a manager may make the lead; nobody else chooses."""
        chooses = policy.can(self.request.user, "profile.assign_lead", self.object)
        return self.object.owner_team.people() if chooses else None

    def save(self, form):
        return services.edit_profile(
            profile=self.object, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        return self.save(form)

    def get_success_url(self):
        return self.address("overview")
