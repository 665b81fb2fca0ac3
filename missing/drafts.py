"""The forms about missing people whose text is kept as a draft."""

from django.urls import reverse

from agencies.models import Team
from missing.forms.plans import PlanForm
from missing.forms.report import ReportForm
from profiles.models import Profile
from records.drafts import DraftKind, register

register(
    DraftKind(
        name="missing-plan",
        words="Missing plan",
        form=PlanForm,
        model=Profile,
        action="missing_plan.write",
        address=lambda person: reverse("missing:plan-write", args=[person.uuid]),
        record=lambda person: person,
    )
)
register(
    DraftKind(
        name="missing-report",
        words="Report that somebody is missing",
        form=ReportForm,
        model=Team,
        action="missing.report",
        address=lambda team: f"{reverse('missing:report')}?person=none",
        record=lambda team: team,
    )
)
register(
    DraftKind(
        name="missing-report-person",
        words="Report that somebody is missing",
        form=ReportForm,
        model=Profile,
        action="profile.view",
        address=lambda person: f"{reverse('missing:report')}?person={person.uuid}",
        record=lambda person: person,
    )
)
