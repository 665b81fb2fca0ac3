"""The stub of a record one may know of, asking for access, and the answer."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from access import services
from access.forms import AnswerForm, AskForm
from access.sources import own_request, request_of
from access.views.sharing import Sharing
from agencies.models import Membership
from core import policy
from core.views import ObjectFormPage


class AskPage(ObjectFormPage, abstract=True):
    """What may be known of a record one cannot read: who manages it, and how to ask.

    Never a name, a photo or anything of what is in it.
    """

    action = "access.request"
    form_class = AskForm
    template_name = "access/ask.html"
    namespace = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            reference=self.object.reference,
            owner=self.object.owner_team,
            asked=own_request(self.object, self.request.user),
            **kwargs,
        )

    def act(self, form):
        user = self.request.user
        memberships = [m for m in user.live_memberships if m.role in Membership.CONVEYING]
        services.ask_for_access(
            obj=self.object, by=user, membership=memberships[0], **form.cleaned_data
        )
        messages.success(self.request, f"{self.object.owner_team} has been asked.")
        return reverse(f"{self.namespace}:request-access", args=[self.object.uuid])


class AnswerPage(Sharing, ObjectFormPage, abstract=True):
    """A manager of the owner team answers a request."""

    action = "access.decide"
    form_class = AnswerForm
    template_name = "access/answer.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.asked = request_of(self.object, kwargs["asked"])
        if self.asked is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "sections": self.section_choices()}

    def get_initial(self):
        return {"purpose": self.asked.words}

    def get_context_data(self, **kwargs):
        return super().get_context_data(asked=self.asked, **kwargs)

    def act(self, form):
        give = form.cleaned_data["answer"] == AnswerForm.GIVE
        services.decide_request(
            request=self.asked,
            by=self.request.user,
            give=give,
            answer=form.cleaned_data["why_not"],
            **(form.as_terms() if give else {}),
        )
        return self.back_to_sharing(
            f"{self.asked.asked_by} {'has access' if give else 'was refused, with your reason'}."
        )


def ask_or_404(view):
    """For the record's own page: who may know of it but not read it is shown how to ask."""
    user, model = view.request.user, view.model
    known = policy.reachable(user, "access.stub", model)
    if known.filter(uuid=view.kwargs["uuid"]).exists():
        return reverse(f"{view.namespace}:request-access", args=[view.kwargs["uuid"]])
    raise Http404
