"""The weekly sample of unusual accesses: to review, and reviewed."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from access import services
from access.forms import ReviewSampleForm
from access.kinds import subjects_of
from access.models import SampledAccess
from access.selectors import reviewed_samples, reviews_samples, samples_to_review, with_records
from core.dates import format_when
from core.paging import page_down
from core.views import ListPage, ObjectFormPage

SHOWN = 50


class SampleList(ListPage):
    """Unusual accesses to the records one's team manages: open ones first, by week."""

    model, action = SampledAccess, "access.review_sample"
    template_name = "access/sample_list.html"

    def load(self):
        super().load()
        if not reviews_samples(self.request.user):
            raise Http404

    def get_page(self):
        after = self.request.GET.get("after", "")[:300]
        reviewed = reviewed_samples(self.request.user)
        page = page_down(reviewed, "reviewed_at", "pk", after=after)
        with_records([*page])
        return page

    @property
    def open(self):
        """The oldest that wait, on the first page only: answered, they make room for others."""
        if not hasattr(self, "_open"):
            waiting = samples_to_review(self.request.user) if self.page.is_first else []
            self._open = with_records(list(waiting[: SHOWN + 1]))
        return self._open

    def subjects(self):
        return subjects_of(row.record for row in [*self.open[:SHOWN], *self.page])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            open=self.open[:SHOWN], has_more=len(self.open) > SHOWN, shown=SHOWN, **kwargs
        )


class SampleReview(ObjectFormPage):
    """One unusual access, and what it was."""

    model, action = SampledAccess, "access.review_sample"
    form_class = ReviewSampleForm
    template_name = "access/sample_review.html"

    def get_context_data(self, **kwargs):
        sampled = self.object
        return super().get_context_data(
            list_url=reverse("access:sample"),
            sampled=sampled,
            answers=[
                ("Who", ", ".join(filter(None, [sampled.user_name, sampled.user_team]))),
                ("When", format_when(sampled.looked_at)),
                ("Record", sampled.record.reference),
                ("Opened", sampled.opened),
                *([("Their reason", sampled.event.reason)] if sampled.event.reason else []),
                ("Why picked", "; ".join(sampled.reasons)),
            ],
            **kwargs,
        )

    def act(self, form):
        services.review_sampled_access(
            sampled=self.object, by=self.request.user, **form.cleaned_data
        )
        messages.success(self.request, f"The outcome for {self.object.user_name} is saved.")
        return reverse("access:sample")
