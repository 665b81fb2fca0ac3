"""Teams: which ones a user meets, manages, administers and audits."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from agencies.querysets.alike import NamedQuerySet


class TeamQuerySet(NamedQuerySet):
    """Teams: what owns records and is given access."""

    def open(self) -> Self:
        """Those that are not closed."""
        return self.filter(closed_at=None)

    def visible_to(self, user: Any) -> Self:
        """The directory: every open team that is not discreet, and the user's own."""
        own = self._teams_of(user)
        return self.open().filter(
            Exists(own), Q(is_discreet=False) | Q(pk__in=own.values("team_id"))
        )

    def covering(self, area: Any) -> Self:
        """Teams at work in this area: in it, in a partnership of it, or in the force around it."""
        return self.filter(
            Q(areas=area) | Q(areas__parent=area) | Q(areas__districts=area)
        ).distinct()

    def based_in(self, area: Any) -> Self:
        """Teams of this area, or of a partnership in it."""
        return self.filter(Q(areas=area) | Q(areas__parent=area)).distinct()

    def at_work_beside(self, user: Any) -> Self:
        """Teams at work in an area of a team in which the user practises."""
        areas = self.model.areas.field.related_model.objects
        own = areas.filter(
            teams__in=self._memberships().with_record_access(user).values("team_id")
        )
        return self.filter(
            Q(areas__in=own) | Q(areas__parent__in=own) | Q(areas__districts__in=own)
        ).distinct()

    def of_kind(self, kind: str) -> Self:
        """Teams of agencies of this kind."""
        return self.filter(agency__kind=kind)

    def containing(self, words: str) -> Self:
        """Teams with each of these words in their name or their agency's."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(Q(name__icontains=word) | Q(agency__name__icontains=word))
        return found

    def neighbours_of(self, team: Any) -> Self:
        """Teams of the areas that border the team's own, or a whole force that it covers."""
        areas = self.model.areas.field.related_model.objects.bordering(team)
        return self.open().exclude(pk=team.pk).filter(areas__in=areas.values("pk")).distinct()

    def bordering(self, user: Any) -> Self:
        """Teams of which a team that the user practises in is a neighbour.

        That is `neighbours_of`, asked from the other side and for all at once.
        """
        through, areas = self.model.areas.through.objects, self.model.areas.field.related_model
        own = areas.objects.filter(teams__in=self.model.objects.own_to(user).values("pk"))
        beside = areas.objects.filter(neighbours__in=own.values("pk"))
        beyond = ~Exists(
            through.filter(area_id=OuterRef("pk"), team_id=OuterRef(OuterRef(OuterRef("pk"))))
        )
        districts = areas.objects.filter(parent=OuterRef("pk"))
        whole = beside.filter(Exists(districts)).exclude(Exists(districts.filter(beyond)))
        here = through.filter(team_id=OuterRef("pk"))
        of_area = here.filter(area_id__in=beside.values("pk"))
        of_part = here.filter(area__parent_id__in=beside.values("pk"))
        return self.filter(Q(Exists(of_area)) | Q(Exists(of_part)) & Q(Exists(whole)))

    def own_to(self, user: Any) -> Self:
        """Teams for which the user acts as practitioner or manager."""
        granting = self._memberships().with_record_access(user)
        return self.open().filter(pk__in=granting.values("team_id"))

    def managed_by(self, user: Any) -> Self:
        """Teams the user looks after: own ones as manager, an area's as administrator."""
        as_manager = self._memberships().managing(user).values("team_id")
        return self.filter(
            Q(pk__in=as_manager) | Q(pk__in=self.administered_by(user).values("pk"))
        )

    def administered_by(self, user: Any) -> Self:
        """Teams in an area for which the user is administrator."""
        as_administrator = (
            self._memberships().live().filter(user_id=user.pk, role=self._roles().ADMINISTRATOR)
        )
        areas = as_administrator.values("team__areas")
        return self.filter(Q(areas__in=areas) | Q(areas__parent__in=areas)).distinct()

    def listings_to_decide(self, user: Any) -> Self:
        """Discreet teams that somebody independent asks to list, where the user may agree."""
        people = self.model.listing_asked_by.field.related_model.objects
        asked = self.filter(is_discreet=True, listing_asked_by__isnull=False)
        return asked.managed_by(user).filter(
            listing_asked_by__in=people.independent_of(user).values("pk")
        )

    def audited_by(self, user: Any) -> Self:
        """Teams in an area for which the user is auditor."""
        as_auditor = self._memberships().live().filter(user_id=user.pk, role=self._roles().AUDITOR)
        areas = as_auditor.values("team__areas")
        return self.filter(Q(areas__in=areas) | Q(areas__parent__in=areas)).distinct()

    def _teams_of(self, user: Any) -> Any:
        return self._memberships().live().filter(user_id=user.pk)

    def _memberships(self) -> Any:
        return self.model._meta.get_field("memberships").related_model.objects.all()

    def _roles(self) -> Any:
        return self.model._meta.get_field("memberships").related_model.Role
