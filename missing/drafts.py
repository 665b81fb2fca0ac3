"""The forms about missing people whose text is kept as a draft."""

from django.urls import reverse

from agencies.models import Team
from missing.forms.entries import AssessForm, HypothesisForm, InformationForm, SightingForm
from missing.forms.episodes import LocateForm
from missing.forms.plans import PlanForm
from missing.forms.report import ReportForm
from missing.models import Episode
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
        record=lambda team: None,
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
# Name, words, form, action and page of what is written in an episode.
OF_EPISODE = [
    ("missing-risk", "Assessment of the risk", AssessForm, "missing.assess", "assess"),
    ("missing-information", "Information", InformationForm, "missing.add", "information-add"),
    ("missing-sighting", "Sighting", SightingForm, "missing.add", "sighting-add"),
    ("missing-hypothesis", "Hypothesis", HypothesisForm, "missing.add", "hypothesis-add"),
    ("missing-found", "Found or returned", LocateForm, "missing.locate", "found"),
]


def _register(name, words, form, action, page):
    register(
        DraftKind(
            name=name,
            words=words,
            form=form,
            model=Episode,
            action=action,
            address=lambda episode: reverse(f"missing:{page}", args=[episode.uuid]),
            record=lambda episode: episode.case,
            related=("case",),
        )
    )


for kind in OF_EPISODE:
    _register(*kind)
