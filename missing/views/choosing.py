"""Pages on which somebody's record is looked for, of those that the reader sees."""

from core.views import RecordView
from profiles.views.base import FindsPeople


class ChoosesPerson(FindsPeople, RecordView, abstract=True):
    """A page whose address may name a person's record, or words to find it by.

    While somebody is missing it is never withheld: who is found counts, and no more.
    """

    withholds_long_lists = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, **kwargs)
