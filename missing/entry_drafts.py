"""The forms about an episode whose text is kept as a draft."""

from django.urls import reverse

from missing.forms.entries import AssessForm, HypothesisForm, InformationForm, SightingForm
from missing.forms.episodes import LocateForm
from missing.models import Episode
from records.drafts import DraftKind, register

KINDS = [
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


for kind in KINDS:
    _register(*kind)
