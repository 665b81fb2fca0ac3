"""Programmes and interventions of a person: the list. One is added and changed as a detail."""

from core.views import ObjectPage
from profiles.views.base import PersonMixin


class ProgrammeList(PersonMixin, ObjectPage):
    """What the person was put forward for, does now, and has completed; the latest first."""

    action = "profile.view_programmes"
    template_name = "profiles/programme_list.html"
    section, tab = "log", "needs"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            programmes=list(self.of_section("log", self.object.programmes).with_words()),
            may_add=self.adds_to("log"),
            **kwargs,
        )
