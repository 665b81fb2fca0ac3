"""Memberships, and those that wait for a second person."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from agencies.querysets.alike import NamedQuerySet


class MembershipQuerySet(NamedQuerySet):
    """Memberships: who belongs to which team, in which role, when."""

    by_name = ("user__name", "team__name")

    def live(self) -> Self:
        """In force at this moment, of people whose account is open and teams that are open."""
        return self.filter(
            valid_from__lte=Now(),
            valid_until__gt=Now(),
            user__is_active=True,
            team__closed_at=None,
        )

    def current(self) -> Self:
        """Not ended, though the account may be closed or the first day may be still to come.

        One that was ended before its first day ends on it, and so never began.
        """
        return self.filter(valid_until__gt=Now()).filter(valid_until__gt=F("valid_from"))

    def over(self) -> Self:
        """Ended."""
        return self.filter(valid_until__lte=Now())

    def lapsed_since(self, moment: datetime.datetime) -> Self:
        """Those whose last day passed after this moment, or that somebody ended since."""
        return self.over().filter(valid_until__gte=moment)

    def attach_to(self, people: Any, user: Any) -> None:
        """Give each person of a page `shown`: the memberships the user looks after, in one go."""
        found = self.current().visible_to(user).filter(user__in=[one.pk for one in people])
        by_person: dict[int, list[Any]] = {}
        for membership in found.select_related("team"):
            by_person.setdefault(membership.user_id, []).append(membership)
        for one in people:
            one.shown = by_person.get(one.pk, [])

    def working_with_records(self) -> Self:
        """Those that carry a team's access: practitioners and managers."""
        return self.filter(role__in=self.model.RECORD_ROLES)

    def with_record_access(self, user: Any) -> Self:
        """The user's live memberships that carry a team's access: practitioner and manager."""
        return self.live().filter(user_id=user.pk, role__in=self.model.RECORD_ROLES)

    def held_since(self, user: Any, moment: datetime.datetime) -> Self:
        """Those that the user has had at any time since this moment, also if they have left."""
        return self.filter(user_id=user.pk, valid_from__lte=Now(), valid_until__gt=moment)

    def at_work(self, team: Any, user: Any) -> Self:
        """What lets this person work with the records of this team now; both by their ids."""
        return self.live().filter(team_id=team, user_id=user, role__in=self.model.RECORD_ROLES)

    def managing(self, user: Any) -> Self:
        """The user's live memberships as team manager."""
        return self.live().filter(user_id=user.pk, role=self.model.Role.MANAGER)

    def looked_after_by(self, user: Any) -> Self:
        """Those the user may change: as manager, or as administrator who may give the role.

        A role for whole areas counts only for administrators of all areas that its team covers.
        """
        teams = self.model.team.field.related_model.objects
        areas = teams.model.areas.field.related_model.objects.administered_by(user).order_by()
        administered = teams.administered_by(user).values("pk")
        beyond = teams.filter(areas__in=areas.model.objects.exclude(pk__in=areas.values("pk")))
        of_records = Q(role__in=self.model.RECORD_ROLES)
        return self.filter(
            Q(of_records, team__in=self.managing(user).values("team_id"))
            | Q(of_records, team__in=administered)
            | Q(~Q(team__in=beyond.values("pk")), team__in=administered)
        )

    def named(self, name: str) -> Self:
        """Memberships of people with this user name, or failing that this name."""
        found = self.select_related("user", "team")
        exact = found.filter(user__username__iexact=name)
        return exact if exact.exists() else found.filter(user__name__iexact=name)

    def containing(self, words: str) -> Self:
        """Memberships of people with each of these words in their name or user name."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(Q(user__name__icontains=word) | Q(user__username__icontains=word))
        return found.order_by("user__name", "team__name")

    def in_directory_of(self, user: Any) -> Self:
        """Live memberships of the teams in the user's directory: who can be named."""
        teams = self.model.team.field.related_model.objects.visible_to(user)
        return self.live().filter(team__in=teams.values("pk"))

    def visible_to(self, user: Any) -> Self:
        """The memberships of teams the user administers or manages."""
        return self.filter(team__in=self.model.team.field.related_model.objects.managed_by(user))


class JoiningQuerySet(models.QuerySet):
    """Memberships that wait for a second person's agreement, or did."""

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(state=self.model.State.ASKED)

    def visible_to(self, user: Any) -> Self:
        """Those the user asked for, and those about teams they manage or administer."""
        teams = self.model.team.field.related_model.objects.managed_by(user)
        return self.filter(Q(asked_by_id=user.pk) | Q(team__in=teams.values("pk")))

    def decidable_by(self, user: Any) -> Self:
        """For teams the user administers or manages.

        A manager does not decide what an administrator asked for themselves.
        """
        teams = self.model.team.field.related_model.objects
        managed = self.model.user.field.related_model._meta.get_field("memberships")
        as_manager = managed.related_model.objects.managing(user).values("team_id")
        return self.filter(
            Q(team__in=teams.administered_by(user).values("pk"))
            | Q(~Q(asked_by=F("user")), team__in=as_manager)
        )

    def to_decide(self, user: Any) -> Self:
        """Those this user may decide: asked for by somebody independent of them."""
        waiting = self.waiting().decidable_by(user).exclude(user_id=user.pk)
        people = self.model.user.field.related_model.objects
        return waiting.filter(asked_by__in=people.independent_of(user).values("pk"))

    def of(self, user: Any) -> Self:
        """The memberships that this person would get."""
        return self.filter(user_id=user.pk)
