"""What pages with a form share whose text is kept as a draft until it is sent."""

import contextlib
import datetime
import uuid
from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from core import policy
from records import services
from records.drafts import initial_of, kind_named
from records.models import Draft

# For how long the form itself offers to bring back what was discarded: "Your drafts" does longer.
OFFERED = datetime.timedelta(hours=1)


def keep_sent(request):
    """Keep what was sent with the names of its kind and object, if the sender may send it."""
    kind = kind_named(request.POST.get("draft_kind", ""))
    if kind is None:
        raise Http404
    try:
        of = uuid.UUID(request.POST.get("draft_of", ""))
    except ValueError:
        raise Http404 from None
    obj = policy.find(request.user, kind.action, kind.model, uuid=of)
    if obj is None:
        raise Http404
    return services.save_draft(
        kind=kind,
        obj=obj,
        by=request.user,
        data=request.POST,
    )


def team_drafted_for(user, kind, teams):
    """On which of these teams the reader's draft about nobody hangs: that of the kept one.

    Without one, their first team; the first may be another by tomorrow.
    """
    if len(teams) == 1:
        return teams[0]
    own = policy.accessible(user, "draft.view", Draft).kept().filter(kind=kind)
    of = own.filter(object_id__in=[team.pk for team in teams])
    kept = of.values_list("object_id", flat=True).first()
    return next((team for team in teams if team.pk == kept), teams[0])


class KeepsDraft:
    """A page whose form begins with the draft of its reader, if there is one, and keeps it."""

    draft_kind: ClassVar[str]
    asks_about_repeats = True

    @property
    def drafted(self):
        """What the form is about."""
        return self.object

    @cached_property
    def kind_of_draft(self):
        return kind_named(self.draft_kind)

    @cached_property
    def draft_or_discarded(self):
        own = policy.accessible(self.request.user, "draft.view", Draft)
        of_form = own.about(self.draft_kind, self.drafted)
        return of_form.kept_or_discarded_within(OFFERED).first()

    @property
    def draft(self):
        found = self.draft_or_discarded
        return None if found is None or found.is_discarded else found

    def get_initial(self):
        return {
            **super().get_initial(),
            **(initial_of(self.draft, self.drafted) if self.draft else {}),
        }

    def get_form(self, form_class=None):
        return self.offer_to_keep(super().get_form(form_class))

    def offer_to_keep(self, form):
        form.keep(kind=self.draft_kind, of=self.drafted.uuid, at=reverse("records:draft-save"))
        if self.draft:
            form.discard_url = reverse("records:draft-discard", args=[self.draft.uuid])
        return form

    def get_context_data(self, **kwargs):
        """Nothing about drafts on a form that came back: its errors come first."""
        found = self.draft_or_discarded if self.request.method in ("GET", "HEAD") else None
        return super().get_context_data(draft=found, **kwargs)

    def post(self, request, *args, **kwargs):
        return self.finish_later() if "draft" in request.POST else super().post(request)

    def keep(self):
        return services.save_draft(
            kind=self.kind_of_draft,
            obj=self.drafted,
            by=self.request.user,
            data=self.request.POST,
        )

    def finish_later(self):
        try:
            draft = self.keep()
        except ValidationError as problem:
            form = self.get_form()
            form.add_error(None, problem)
            return self.render_to_response(self.get_context_data(form=form))
        if self.request.POST["draft"] == "more":
            return redirect(self.kind_of_draft.address(self.drafted))
        words = "Your text is kept." if draft else "There was nothing to keep."
        messages.success(self.request, words)
        return redirect("records:drafts")

    def form_invalid(self, form):
        """What came back with errors is kept too: the browser may close before they are mended."""
        with contextlib.suppress(ValidationError):
            self.keep()
        return super().form_invalid(form)

    def conflict(self, form, stale):
        """As it was typed, on what the form was opened with: who comes back is asked again."""
        with contextlib.suppress(ValidationError):
            self.keep()
        return super().conflict(form, stale)

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            services.use_draft(kind=self.kind_of_draft, obj=self.drafted, by=self.request.user)
        return response
