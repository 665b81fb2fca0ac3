"""The list of cases, a new one, its overview; editing, closing, reopening and linking it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property

from access.access_summary import access_summary
from access.views.record import OverviewPage
from agencies.models import Team
from cases import services
from cases.filters import CaseFilter
from cases.forms import CloseForm, EditCaseForm, LinkForm, NewCaseForm, ReopenForm
from cases.known_teams import teams_who_know_people
from cases.models import Case, Participant
from cases.selectors import facts_of, linked_to, summary_of
from cases.views.base import CaseMixin
from core import panels, policy
from core.questions import run, together_in_steps
from core.views import LIST, SEARCH, ListPage, ObjectFormPage, RecordView, ServiceFormView
from profiles.views.base import PersonInAddress
from records.keeping import KeepsDraft


class CaseList(ListPage):
    """Cases the reader may see."""

    model, action = Case, "case.list"
    template_name = "cases/case_list.html"
    # A case is no person: looking through many of them carries off nobody's particulars.
    is_limited = False

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = CaseFilter(request)

    @property
    def operation(self):
        return SEARCH if self.filter.part("q").is_used else LIST

    def get_page(self):
        return self.filter.page()

    def subjects(self):
        """A row names the case, and nobody in it."""
        return []

    def seen_detail(self):
        return self.filter.recorded()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter,
            count=self.filter.count(),
            may_open=policy.can(self.request.user, "case.open"),
            **kwargs,
        )


class CaseOpen(PersonInAddress, RecordView, ServiceFormView):
    """A new case, owned by one of the author's teams; from a person's page, with them in it."""

    model, action = Team, "case.open"
    form_class = NewCaseForm
    template_name = "cases/case_open.html"
    asks_about_repeats = True

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team)
        if not self.teams:
            raise PermissionDenied(
                "Only practitioners and managers of a team can open cases. "
                "Ask the administrator of your area."
            )

    def subjects(self):
        return [self.person.pk] if self.person else []

    def seen_detail(self):
        return {"page": "new case"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams, "person": self.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)

    def save(self, form):
        fields = dict(form.cleaned_data)
        role = fields.pop("role", None)
        people = [Participant(profile=self.person, role=role)] if role else []
        return services.open_case(by=self.request.user, participants=people, **fields)

    def act(self, form):
        case = self.save(form)
        messages.success(self.request, f"Case {case.reference} opened.")
        return self.next_of(case)

    def next_of(self, case):
        """It is offered to the teams that know the people in it, if there are any."""
        user = self.request.user
        if policy.can(user, "access.grant", case) and teams_who_know_people(case, user):
            return reverse("cases:share", args=[case.uuid])
        return case.get_absolute_url()


class CaseOverview(CaseMixin, OverviewPage):
    """What it is about, who is in it, what was done last and is planned, and whom to ring."""

    action = "case.view"
    template_name = "cases/case_detail.html"
    tab = "overview"

    def get_context_data(self, **kwargs):
        user, case = self.request.user, self.object
        reads = "actions" in self.held
        figures, facts, linked, self.people, beside = run(
            together_in_steps(
                [
                    summary_of.steps(case) if reads else None,
                    facts_of.steps(case) if reads else {},
                    linked_to.steps(case, user),
                    self.asking_people(),
                    panels.gather_in_steps("cases.overview", self.request, case, self.held),
                ]
            )
        )
        return super().get_context_data(
            figures=figures,
            latest=facts.get("latest", []),
            planned=facts.get("planned", []),
            incidents=facts.get("incidents", []),
            linked=linked,
            beside=beside,
            access_summary=access_summary(case, user),
            may_edit=self.may("case.edit"),
            may_add=self.may("action.add"),
            may_add_incident=self.may("incident.add"),
            may_add_person=self.may("participant.add"),
            may_close=case.is_open and self.may("case.close"),
            may_reopen=not case.is_open and self.may("case.reopen"),
            may_share=self.may("access.grant"),
            **kwargs,
        )


class CaseEdit(KeepsDraft, CaseMixin, ObjectFormPage):
    """Change what the case is."""

    action, tab = "case.edit", "overview"
    draft_kind = "case"
    form_class = EditCaseForm
    template_name = "cases/case_form.html"
    extra_context = {"heading": "Edit"}

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "instance": self.object,
            "leads": self.leads(),
            "people": self.adds_to("people"),
        }

    def leads(self):
        """Whom a manager may make the lead; nobody else chooses."""
        return self.object.owner_team.people() if self.may("case.assign_lead") else None

    def save(self, form):
        return services.edit_case(case=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Saved.", "overview")


class CaseClose(CaseMixin, ObjectFormPage):
    """End the work on a case."""

    action, tab = "case.close", "overview"
    form_class = CloseForm
    template_name = "cases/case_close.html"

    @cached_property
    def open_work(self):
        """What upper apps have open about the case: tasks."""
        return panels.gather("cases.closing", self.request.user, self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "has_open_work": bool(self.open_work)}

    def get_context_data(self, **kwargs):
        actions = self.object.actions.with_words().planned() if "actions" in self.held else []
        return super().get_context_data(planned=actions[:10], open_work=self.open_work, **kwargs)

    def save(self, form):
        fields = dict(form.cleaned_data)
        ends = fields.pop("open_work", "keep") == "end"
        by = self.request.user
        return services.close_case(case=self.object, by=by, withdraws_tasks=ends, **fields)

    def act(self, form):
        self.save(form)
        return self.done("Case closed.", "overview")


class CaseReopen(CaseMixin, ObjectFormPage):
    """Go on with a closed case."""

    action, tab = "case.reopen", "overview"
    form_class = ReopenForm
    template_name = "cases/case_form.html"
    extra_context = {"heading": "Reopen"}

    def save(self, form):
        return services.reopen_case(case=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Case reopened.", "overview")


class CaseLinkAdd(CaseMixin, ObjectFormPage):
    """Link another case to this one."""

    action, tab = "case.link", "overview"
    form_class = LinkForm
    template_name = "cases/case_form.html"
    extra_context = {"heading": "Link a case to"}

    def get_form_kwargs(self):
        seen = policy.accessible(self.request.user, "case.view", Case)
        return {**super().get_form_kwargs(), "cases": seen}

    def save(self, form):
        return services.link_cases(case=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done("Linked.", "overview")
