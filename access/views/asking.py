"""The limited view of a record; asking for access, the answer, and emergencies."""

from django.http import Http404

from access import services
from access.forms import AnswerForm, AskForm, BreakGlassForm, ReplyForm, ReviewForm
from access.levels import Level
from access.selectors import glass_of, own_request, request_of
from access.usual import usual_terms
from access.views.record import OfRecord
from access.views.sharing import Sharing
from agencies.models import Membership
from core.views import ObjectFormPage


class StubPage(OfRecord, ObjectFormPage, abstract=True):
    """The limited view of a record: who manages it, and how to ask for access.

    Never a name, a photo or anything of what is in it.
    """

    def membership(self):
        """The membership in which the reader acts now, if it carries access; else the first."""
        user = self.request.user
        places = [m for m in user.live_memberships if m.role in Membership.RECORD_ROLES]
        return next((m for m in places if m == user.acting_membership), places[0])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            reference=self.object.reference,
            owner=self.object.owner_team,
            asked=self.asked,
            ask_url=self.address("request-access"),
            emergency_url=self.address("break-glass"),
            **kwargs,
        )

    @property
    def asked(self):
        return own_request(self.object, self.request.user)


class AskPage(StubPage, abstract=True):
    """Asks the team that manages a record for access; replies when they want to know more."""

    action = "access.request"
    template_name = "access/ask.html"

    def get_form_class(self):
        return ReplyForm if self.is_asked_for_more() else AskForm

    def is_asked_for_more(self):
        return self.asked is not None and self.asked.state == "more"

    def save(self, form):
        user = self.request.user
        if self.is_asked_for_more():
            return services.reply_to_question(request=self.asked, by=user, **form.cleaned_data)
        return services.ask_for_access(
            obj=self.object, by=user, membership=self.membership(), **form.cleaned_data
        )

    def act(self, form):
        is_reply = self.is_asked_for_more()
        self.save(form)
        words = "has your reply" if is_reply else "has been asked"
        return self.done(f"{self.object.owner_team} {words}.", "request-access")


class BreakGlassPage(StubPage, abstract=True):
    """Reads the record for an hour, because it cannot wait."""

    action = "access.break_glass"
    form_class = BreakGlassForm
    template_name = "access/break_glass.html"

    def act(self, form):
        services.break_glass(
            obj=self.object,
            by=self.request.user,
            membership=self.membership(),
            **form.cleaned_data,
        )
        return self.object


class AnswerPage(Sharing, ObjectFormPage, abstract=True):
    """A manager of the owner team answers a request."""

    action = "access.decide"
    form_class = AnswerForm
    template_name = "access/answer.html"

    def load(self):
        super().load()
        self.asked = request_of(self.object, self.kwargs["asked"])
        if self.asked is None:
            raise Http404

    def get_form_kwargs(self):
        team = self.asked.membership.team
        return {
            **super().get_form_kwargs(),
            "kind": type(self.object),
            "team": team,
            "closing": self.closing(),
        }

    def get_initial(self):
        """As they asked, on the terms that the reader gave last."""
        usual = usual_terms(self.request.user)
        level = usual.level or Level.VIEW.value
        terms = {**usual.as_initial(), "level": level, "how_long": self.usual_length()}
        return {**terms, "purpose": self.asked.words}

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.asked, **kwargs)

    def act(self, form):
        answer, by = form.cleaned_data["answer"], self.request.user
        if answer == AnswerForm.MORE:
            services.ask_for_more(
                request=self.asked, by=by, question=form.cleaned_data["question"]
            )
            return self.back_to_sharing(f"{self.asked.asked_by} has been asked for more.")
        give = answer == AnswerForm.GIVE
        services.decide_request(
            request=self.asked,
            by=by,
            give=give,
            answer=form.cleaned_data["why_not"],
            **(form.as_terms() if give else {}),
        )
        return self.back_to_sharing(
            f"{self.asked.asked_by} {'has access' if give else 'was refused, with your reason'}."
        )


class ReviewPage(Sharing, ObjectFormPage, abstract=True):
    """A manager of the owner team says whether opening a record in an emergency was right."""

    action = "access.review"
    form_class = ReviewForm
    template_name = "access/review.html"

    def load(self):
        super().load()
        self.glass = glass_of(self.object, self.kwargs["glass"])
        if self.glass is None:
            raise Http404

    def get_context_data(self, **kwargs):
        return super().get_context_data(reviewed=self.glass, **kwargs)

    def act(self, form):
        services.review_glass(
            glass=self.glass,
            by=self.request.user,
            justified=form.cleaned_data["outcome"] == "justified",
            note=form.cleaned_data["note"],
        )
        return self.back_to_sharing("The review is saved.")
