"""What is written about one episode: risk, information, sightings, hypotheses, the facts."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.utils.functional import cached_property

from access.access_summary import access_summary
from core.dates import format_when
from core.views import ChildMixin, ObjectFormPage
from missing import services
from missing.forms.entries import (
    AssessForm,
    HypothesisForm,
    InformationForm,
    SettleForm,
    SightingForm,
)
from missing.forms.episodes import EpisodeForm
from missing.models import Hypothesis
from missing.one_episode import latest_assessment
from missing.views.episode import OneEpisode
from records.keeping import KeepsDraft


class EpisodeAct(OneEpisode, ObjectFormPage, abstract=True):
    """A page that does something about an episode. Who comes second keeps what they typed."""

    template_name = "missing/episode_act.html"
    heading, explains, done_words = "", "", ""
    service: Callable[..., Any]
    # Is what is written here read in the actions of the case?
    is_entry: ClassVar[bool] = True

    def cancels_to(self):
        return self.object.get_absolute_url()

    def readers(self):
        """Who will read it, as far as the writer may know."""
        if not self.is_entry:
            return {}
        summary = access_summary(self.case, self.request.user, section="actions")
        owner = [str(self.case.owner_team)] if summary.owner_reads else []
        return {
            "readers": [*owner, *(one.in_words for one in summary.others)],
            "readers_in_words": summary.in_words,
        }

    def get_context_data(self, **kwargs):
        said = {"heading": self.heading, "explains": self.explains}
        return super().get_context_data(**said, **self.readers(), **kwargs)

    def save(self, form):
        """Call the service, and return what it made or changed."""
        return self.service(episode=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        return self.done(self.done_words)

    def done(self, words):
        """Say what was done, on the page of the episode."""
        messages.success(self.request, words)
        return self.object.get_absolute_url()


class RiskAssess(KeepsDraft, EpisodeAct):
    action, form_class, heading = "missing.assess", AssessForm, "Assess the risk"
    draft_kind, asks_about_repeats = "missing-risk", False
    done_words = "Assessed. The next review is due from now."
    service = staticmethod(services.assess_risk)

    @cached_property
    def latest(self):
        return latest_assessment(self.object)

    @property
    def explains(self):
        """How high it is now: whoever assesses it anew has read that."""
        if self.latest is None:
            return "Nobody has assessed it yet."
        risk, when = self.latest.risk, format_when(self.latest.written_at)
        return f"Now: {risk}, assessed {when}. {self.latest.rationale}"

    def get_initial(self):
        return {**super().get_initial(), "seen": str(self.latest.uuid) if self.latest else ""}

    def form_invalid(self, form):
        """What the page shows now has been seen when it is sent again."""
        form.data = form.data.copy()
        form.data["seen"] = self.get_initial()["seen"]
        return super().form_invalid(form)


class InformationAdd(KeepsDraft, EpisodeAct):
    action, form_class, heading = "missing.add", InformationForm, "Add information"
    draft_kind = "missing-information"
    done_words = "Information saved."
    service = staticmethod(services.add_information)


class SightingAdd(KeepsDraft, EpisodeAct):
    action, form_class, heading = "missing.add", SightingForm, "Add a sighting"
    draft_kind = "missing-sighting"
    done_words = "Sighting saved."
    service = staticmethod(services.add_sighting)


class HypothesisAdd(KeepsDraft, EpisodeAct):
    action, form_class, heading = "missing.add", HypothesisForm, "Add a hypothesis"
    draft_kind = "missing-hypothesis"
    done_words = "Hypothesis saved."
    service = staticmethod(services.add_hypothesis)


class HypothesisSettle(EpisodeAct, ChildMixin):
    """Confirm a hypothesis, or rule it out."""

    action, form_class = "missing.add", SettleForm
    child_model, child_action, child_of = Hypothesis, "missing.add", "episode"
    heading, done_words = "Confirm a hypothesis, or rule it out", "Saved."

    def get_context_data(self, **kwargs):
        return super().get_context_data(hypothesis=self.child, **kwargs)

    def save(self, form):
        return services.settle_hypothesis(
            hypothesis=self.child, by=self.request.user, **form.cleaned_data
        )


class EpisodeEdit(EpisodeAct):
    """Correct or add to what is said of the person."""

    action, form_class, heading = "missing.add", EpisodeForm, "Edit the description"
    explains = "Everybody with access to this episode sees this. It stays in History."
    done_words, is_entry = "Saved.", False
    service = staticmethod(services.edit_episode)

    def get_form_kwargs(self):
        is_unit = self.may("missing.assess")
        return {**super().get_form_kwargs(), "instance": self.object, "is_unit": is_unit}
