"""What every page of one person shares: the identity bar, warnings and tabs."""

from django.utils.functional import cached_property

from access.levels import Level
from access.sight import held_sections
from core import panels, policy
from profiles.models import Profile


class PersonMixin:
    """Puts the person above the page: who, what risk, which warnings, what else there is."""

    model = Profile
    frame = "profiles/frame.html"
    tab: str

    @cached_property
    def held(self):
        """The sections of this record that the reader holds, with their level."""
        return held_sections(self.request.user, self.object)

    def adds_to(self, section):
        return self.held.get(section, 0) >= Level.CONTRIBUTE

    def get_context_data(self, **kwargs):
        user, person = self.request.user, self.object
        return super().get_context_data(
            frame=self.frame,
            tab=self.tab,
            person=person,
            roles=person.roles.visible_to(user).current(),
            warnings=person.warnings.visible_to(user).current().select_related("kind"),
            risk=person.risk_assessments.visible_to(user).select_related("level").in_force(),
            identifiers=person.identifiers.visible_to(user).current(),
            tabs=self.tabs(),
            may_edit=policy.can(user, "profile.edit", person),
            **kwargs,
        )

    def tabs(self):
        """The tabs of this record that the reader has something behind."""
        groups = panels.gather("profiles.tabs", self.request, self.object, self.held)
        tabs = sorted((tab for group in groups for tab in group), key=lambda tab: tab["order"])
        return [{**tab, "current": tab["name"] == self.tab} for tab in tabs]
