"""Somebody was found or came back; the talks that follow; the briefing sheet."""

from core.views import ChildMixin, as_file
from missing import services
from missing.forms.episodes import (
    BriefingForm,
    LocateForm,
    OfferInterviewForm,
    RecordInterviewForm,
)
from missing.models import Interview
from missing.views.entries import EpisodeAct
from records.keeping import KeepsDraft


class Locate(KeepsDraft, EpisodeAct):
    """End the episode: when, where and how they were found or came back."""

    action, form_class, heading = "missing.locate", LocateForm, "Found or returned"
    draft_kind, asks_about_repeats = "missing-found", False
    service = staticmethod(services.locate_person)

    def get_form_kwargs(self):
        has_sightings = self.object.sightings.exists()
        return {**super().get_form_kwargs(), "has_sightings": has_sightings}

    def act(self, form):
        found = self.save(form)
        is_due = found.interviews.exists()
        return self.done(
            "Saved. The interviews below are due now." if is_due else "Saved. The episode is over."
        )


class InterviewAct(EpisodeAct, ChildMixin, abstract=True):
    """A page about one talk after the return."""

    action = "missing.interview"
    child_model, child_action, child_of = Interview, "missing.interview", "episode"

    @property
    def explains(self):
        return f"{self.child} of {self.object.name}."

    def save(self, form):
        return self.service(interview=self.child, by=self.request.user, **form.cleaned_data)


class InterviewOffer(InterviewAct):
    """Say that the talk was offered."""

    form_class, heading = OfferInterviewForm, "The interview was offered"
    done_words = "Saved: offered."
    service = staticmethod(services.offer_interview)


class InterviewRecord(InterviewAct):
    """Say that the talk was held, or declined."""

    form_class, heading = RecordInterviewForm, "The interview was held or declined"
    done_words = "Saved."
    service = staticmethod(services.record_interview)

    def get_form_kwargs(self):
        is_offered = self.child.offered_at is not None
        return {**super().get_form_kwargs(), "is_offered": is_offered}


class BriefingSheet(EpisodeAct):
    """Make a briefing sheet. The answer is the file."""

    action, form_class, heading = "missing.print", BriefingForm, "Make a briefing sheet"
    explains = (
        "A PDF with photo, description, places, friends, medicines and the latest sightings. It "
        "leaves E-CINS: who it is for is recorded as a disclosure. The file is not kept here."
    )
    done_already = "This PDF was made already. Making another is recorded too."
    is_entry = False

    def save(self, form):
        return services.print_briefing(
            episode=self.object, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        return self.file(self.save(form))

    def file(self, pdf):
        """The sheet as it is saved."""
        name = f"missing-{self.case.reference}.pdf"
        return as_file(pdf.body, name=name, content_type="application/pdf")
