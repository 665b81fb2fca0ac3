"""The cases of one person, on a tab of the person's record."""

from cases.selectors import parts_of
from core import policy
from core.views import ObjectPage
from profiles.views.base import PersonMixin


class CasesOfPerson(PersonMixin, ObjectPage):
    """The cases that the reader can see with the people in them. Others are not even counted."""

    action, tab = "profile.view", "cases"
    template_name = "cases/of_person.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            parts=parts_of(self.object, user),
            may_open=policy.can(user, "case.open"),
            **kwargs,
        )
