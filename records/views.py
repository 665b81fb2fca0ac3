"""The user's own drafts: list, read, save, discard."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from core import policy
from core.dates import format_clock
from core.paging import page_down
from core.views import ListPage, ObjectMixin, ObjectPage, RecordView
from records import services
from records.drafts import typed_in
from records.keeping import keep_sent
from records.models import Draft
from records.selectors import lines_of


class DraftList(ListPage):
    """Everything the user has begun to write and not sent."""

    model, action = Draft, "draft.list"
    template_name = "records/draft_list.html"

    def get_page(self):
        own = policy.accessible(self.request.user, self.action, Draft)
        return page_down(own, "updated_at", "pk", after=self.request.GET.get("after", "")[:300])

    def seen_detail(self):
        return {"page": "drafts"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lines=lines_of(self.request.user, self.page.rows), days=settings.DRAFT_DAYS, **kwargs
        )


class DraftPage(ObjectPage):
    """What was typed, to go on with or, without access to the record, to copy."""

    model, action = Draft, "draft.view"
    template_name = "records/draft_detail.html"

    def get_context_data(self, **kwargs):
        (line,) = lines_of(self.request.user, [self.object])
        return super().get_context_data(
            line=line, typed=typed_in(self.object), days=settings.DRAFT_DAYS, **kwargs
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
    """Delete a draft, and go back to its form or to the others."""

    model, action = Draft, "draft.discard"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        (line,) = lines_of(request.user, [self.object])
        services.discard_draft(draft=self.object, by=request.user)
        messages.success(request, "Draft discarded.")
        if "again" in request.POST and line.address:
            return redirect(line.address)
        return redirect("records:drafts")
