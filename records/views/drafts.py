"""The user's own drafts: list, read, save, discard, bring back."""

import contextlib

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from core import policy
from core.dates import format_clock
from core.paging import page_down
from core.stale import OPENED
from core.views import ListPage, ObjectMixin, ObjectPage, RecordView
from records import services
from records.drafts import kind_named, typed_in
from records.keeping import keep_sent
from records.models import Draft
from records.selectors import lines_of

SHOWN = 20


class DraftList(ListPage):
    """Everything the user has begun to write and not sent."""

    model, action = Draft, "draft.list"
    template_name = "records/draft_list.html"

    @property
    def own(self):
        return policy.accessible(self.request.user, self.action, Draft)

    @cached_property
    def discarded(self):
        """The latest ones, below the first page."""
        return list(self.own.discarded()[:SHOWN]) if self.page.is_first else []

    def subjects(self):
        return [*super().subjects(), *(pk for one in self.discarded for pk in one.subject_ids())]

    def get_page(self):
        return page_down(
            self.own.kept(), "updated_at", "pk", after=self.request.GET.get("after", "")[:300]
        )

    def seen_detail(self):
        return {"page": "drafts"}

    def get_context_data(self, **kwargs):
        kept = list(self.page.rows)
        lines = lines_of(self.request.user, [*kept, *self.discarded])
        return super().get_context_data(
            lines=lines[: len(kept)],
            discarded=lines[len(kept) :],
            days=settings.DRAFT_DAYS,
            discarded_days=settings.DISCARDED_DRAFT_DAYS,
            **kwargs,
        )


class DraftPage(ObjectPage):
    """What was typed, to go on with or, without access to the record, to copy."""

    model, action = Draft, "draft.view"
    template_name = "records/draft_detail.html"

    def get_context_data(self, **kwargs):
        (line,) = lines_of(self.request.user, [self.object])
        return super().get_context_data(
            line=line,
            typed=typed_in(self.object),
            days=settings.DRAFT_DAYS,
            discarded_days=settings.DISCARDED_DRAFT_DAYS,
            **kwargs,
        )


class DraftSave(RecordView):
    """Keep what is being typed; asked for by the page itself."""

    model, action = Draft, "draft.save"
    http_method_names = ["post"]

    def post(self, request):
        try:
            keep_sent(request)
        except ValidationError as problem:
            return JsonResponse({"problem": " ".join(problem.messages)}, status=400)
        return JsonResponse({"saved": format_clock(timezone.now())})

    def announce(self):
        """Nothing is shown."""


class DraftDiscard(ObjectMixin):
    """Put a draft aside with all that was typed, and go back to its form or to the others."""

    model, action = Draft, "draft.discard"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        (line,) = lines_of(request.user, [self.object])
        self.keep_what_was_typed()
        services.discard_draft(draft=self.object, by=request.user)
        messages.success(request, "Draft discarded. You can bring it back.")
        if "again" in request.POST and line.address:
            return redirect(line.address)
        return redirect("records:drafts")

    def keep_what_was_typed(self):
        """The button is one of the form's own: what was typed last is sent along."""
        kind = kind_named(self.object.kind)
        with contextlib.suppress(Http404, PermissionDenied, ValidationError):
            if kind and self.request.POST.get("draft_kind") == kind.name and self.says_something():
                keep_sent(self.request)

    def says_something(self):
        """An emptied form would remove the draft, and there would be nothing to bring back."""
        names = self.object.payload.keys() - {OPENED}
        return any(self.request.POST.get(name, "").strip() for name in names)


class DraftRestore(ObjectMixin):
    """Bring a discarded draft back, and go on with it."""

    model, action = Draft, "draft.restore"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        (line,) = lines_of(request.user, [self.object])
        try:
            services.restore_draft(draft=self.object, by=request.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return redirect("records:drafts")
        messages.success(request, "Draft brought back.")
        return redirect(line.address or reverse("records:draft", args=[self.object.uuid]))
