"""Areas and agencies: which ones a user meets and administers."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from agencies.querysets.alike import NamedQuerySet


class AreaQuerySet(models.QuerySet):
    """Force areas and the partnerships in them."""

    def visible_to(self, user: Any) -> Self:
        """Areas are public: everyone meets them all."""
        return self.all()

    def administered_by(self, user: Any) -> Self:
        """The areas for which the user is administrator, with the partnerships in them."""
        memberships = self._teams().model._meta.get_field("memberships").related_model
        own = (
            memberships.objects.live()
            .filter(user_id=user.pk, role=memberships.Role.ADMINISTRATOR)
            .values("team__areas")
        )
        found = self.filter(Q(pk__in=own) | Q(parent__in=own))
        return found.order_by(F("parent").asc(nulls_first=True), "name")

    def in_directory_of(self, user: Any) -> Self:
        """Areas in which there is a team to be found, and their forces."""
        areas = self._teams().visible_to(user).values("areas")
        return self.filter(Q(pk__in=areas) | Q(districts__in=areas)).distinct()

    def offered_to(self, user: Any) -> Self:
        """For choosing: the forces in which teams are to be found, and partnerships near by.

        Near by is where the user works: the areas of their teams, and the others of that force.
        """
        directory = self.in_directory_of(user)
        own = self.filter(teams__in=self._teams().own_to(user).values("pk"))
        near = Q(parent__in=own) | Q(parent__in=own.values("parent"))
        return directory.filter(Q(parent=None) | near).order_by("name")

    def bordering(self, team: Any) -> Self:
        """Areas that border one of the team's own, or a force that it covers whole."""
        own = set(team.areas.values_list("pk", flat=True))
        # Asked in steps: as one query, the planner without statistics reads every area for each.
        forces = self.model.objects.filter(pk__in=own, parent__isnull=False).values("parent")
        districts: dict[int, set[int]] = {}
        beside = self.model.objects.filter(parent__in=forces).values_list("parent_id", "pk")
        for force, district in beside:
            districts.setdefault(force, set()).add(district)
        whole = {force for force, parts in districts.items() if parts <= own}
        return self.filter(neighbours__in=own | whole).distinct()

    def _teams(self) -> Any:
        return self.model._meta.get_field("teams").related_model.objects.all()


class AgencyQuerySet(NamedQuerySet):
    """Organisations."""

    def visible_to(self, user: Any) -> Self:
        """Agencies are public: everyone meets them all."""
        return self.all()

    def administered_by(self, user: Any) -> Self:
        """Agencies with no team outside the areas the user administers."""
        teams = self.model._meta.get_field("teams").related_model.objects
        areas = self.model._meta.get_field("teams").related_model.areas.field.related_model
        own = areas.objects.administered_by(user)
        if not own.exists():
            return self.none()
        others = teams.exclude(pk__in=teams.administered_by(user).values("pk"))
        return self.exclude(pk__in=others.values("agency_id"))

    def named(self, name: str) -> Self:
        """The agency of this name, whatever the capitals."""
        return self.filter(name__iexact=name)
