"""Reporting somebody missing: who it is, one page, and who has the report now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from agencies.models import Team
from core import policy
from core.views import RecordView, ServiceFormView
from missing import services
from missing.arranged import forces_of, unit_of
from missing.forms.report import ReportForm
from missing.models import MissingReport
from missing.one_episode import missing_now_of
from missing.plans import plans_to_report, readable_plan
from missing.told import ELSEWHERE, NO_AGREEMENT, already_reported, has_report
from missing.views.choosing import ChoosesPerson
from records.keeping import KeepsDraft

BY_NAME = "none"
NO_TEAM = (
    "Only practitioners and managers of a team can report people missing. "
    "Ring 999 if there is danger, or 101."
)
NO_AREA = (
    "Your team works in no police force area, so E-CINS does not know whom to tell. "
    "Ring 999 if there is danger, or 101."
)
NOT_FOUND = "No person found. Report them by name: what you typed is still here."


class OfTeam(RecordView, abstract=True):
    """A page of somebody's own team: the forces to which it reports."""

    model, action = Team, "missing.report"

    def load(self):
        super().load()
        own = policy.accessible(self.request.user, self.action, Team)
        acting = self.request.user.acting_team
        self.object = own.filter(pk=acting.pk).first() if acting else None
        if self.object is None:
            raise PermissionDenied(NO_TEAM)
        self.areas = forces_of(self.object)

    def subjects(self):
        return []


class Report(KeepsDraft, ChoosesPerson, OfTeam, ServiceFormView):
    """Report somebody missing: of a record, its plan is not asked again; or by name."""

    form_class, template_name = ReportForm, "missing/report.html"
    # Who is missing already is not missing twice.
    asks_about_repeats = False

    @property
    def is_choosing(self):
        is_open = self.request.method in ("GET", "HEAD")
        return is_open and self.person is None and self.chosen != BY_NAME

    @property
    def is_lost(self):
        return self.person is None and self.chosen not in ("", BY_NAME)

    @cached_property
    def plan(self):
        return readable_plan(self.request.user, self.person)

    @cached_property
    def plans(self):
        """Whom the author may report with a plan; while they choose, and search for nobody."""
        shown = self.is_choosing and not self.words
        return plans_to_report(self.request.user) if shown else []

    # ---- The log, and the draft -------------------------------------------------------------
    @property
    def section(self):
        return "missing_plan" if getattr(self, "object", None) and self.plan else ""

    def subjects(self):
        shown = {plan.profile_id for plan in self.plans}
        return sorted(shown | ({self.person.pk} if self.person else set()))

    def seen_detail(self):
        return {"page": "report a person missing"}

    @property
    def draft_kind(self):
        return "missing-report-person" if self.person else "missing-report"

    @property
    def drafted(self):
        return self.person or self.object

    # ---- The form -----------------------------------------------------------------------------
    def reporter(self):
        """Who they are, as their team knows it; a discreet team is named by nobody but itself."""
        user, team = self.request.user, self.object
        known = {"reporter_phone": team.phone or user.phone, "relationship": team.name[:100]}
        return {"reporter_name": user.name, **({} if team.is_discreet else known)}

    def get_form_kwargs(self):
        reporter = dict.fromkeys(("reporter_phone", "relationship"), "") | self.reporter()
        return {
            **super().get_form_kwargs(),
            "areas": self.areas,
            "person": self.person,
            "plan": self.plan,
            "reporter": reporter,
        }

    def cancels_to(self):
        return self.person.get_absolute_url() if self.person else reverse("missing:board")

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.is_lost:
            form.helper.form_action = f"{reverse('missing:report')}?person={BY_NAME}"
        return form

    def post(self, request, *args, **kwargs):
        if not self.is_lost:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.is_valid()
        form.add_error(None, NOT_FOUND)
        return self.form_invalid(form)

    def trouble(self):
        """Why nobody would be told; said before anything is typed."""
        if not self.areas:
            return NO_AREA
        problems = []
        for area in self.areas:
            try:
                unit_of(area)
            except ValidationError as problem:
                problems += problem.messages
        return problems[0] if len(problems) == len(self.areas) else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            trouble=self.trouble(),
            missing_now=self.person and missing_now_of(self.person, self.request.user),
            plan=self.plan,
            plans=self.plans,
            is_choosing=self.is_choosing,
            is_lost=self.is_lost,
            by_name=BY_NAME,
            **kwargs,
        )

    def save(self, form):
        return services.report_missing(
            by=self.request.user,
            team=self.object,
            area=form.force,
            report=MissingReport(**form.reported()),
            profile=self.person,
            plan=self.plan,
            **form.facts(),
        )

    def act(self, form):
        user, reported = self.request.user, self.save(form)
        if not policy.can(user, "missing.view", reported.episode):
            return self.done_unseen(form, reported)
        said = already_reported(reported, user) if reported.is_joined else has_report(reported)
        messages.success(self.request, said)
        return reported.episode.get_absolute_url()

    def done_unseen(self, form, reported):
        """Who has the report, for an author who does not see the episode."""
        if reported.is_elsewhere:
            messages.success(self.request, ELSEWHERE)
        if reported.lacks_agreement:
            messages.info(self.request, NO_AGREEMENT)
        if reported.is_elsewhere:
            return reverse("missing:board")
        return reverse("missing:report-sent", args=[form.force.code])


class ReportSent(OfTeam, TemplateView):
    """The unit has the report: its name and number, for those who do not see the episode."""

    template_name = "missing/report_sent.html"

    def load(self):
        super().load()
        self.area = self.areas.filter(code=self.kwargs["code"]).first()
        if self.area is None:
            raise Http404

    def seen_detail(self):
        return {"page": "report a person missing"}

    def get_context_data(self, **kwargs):
        try:
            unit = unit_of(self.area)
        except ValidationError:
            unit = None
        return super().get_context_data(area=self.area, unit=unit, **kwargs)
