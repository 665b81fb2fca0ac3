"""Pages on which somebody's record is looked for, of those that the reader sees."""

from django.utils.functional import cached_property

from cases.selectors import people_found
from core.views import RecordView
from profiles.views.base import PersonInAddress


class ChoosesPerson(PersonInAddress, RecordView, abstract=True):
    """A page whose address may name a person's record, or words to find it by."""

    @cached_property
    def words(self):
        return self.request.GET.get("q", "").strip()[:100]

    @cached_property
    def found(self):
        """People whom the words find, of those whose records the reader can read."""
        return people_found(self.request.user, self.words) if self.words else []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            person=self.person, words=self.words, found=self.found, **kwargs
        )
