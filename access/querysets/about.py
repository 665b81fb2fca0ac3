"""Rows that name a record of any kind: grants, requests, emergencies, transfers, samples."""

from collections.abc import Callable
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from access.kinds import shared_models
from agencies.models import Membership
from core.policy import is_someone
from core.querysets import as_array


class AboutQuerySet(models.QuerySet):
    """Rows that name a record of any kind.

    A page about such a row asks about the record too, in every state of the row: its `visible_to`
    is made of `of_records`.
    """

    def of(self, obj: models.Model) -> Self:
        """Rows about this record."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk)

    def about(self, records: models.QuerySet) -> Self:
        """Rows about these records, all of one kind."""
        return self.filter(
            object_type=records.model._meta.label_lower, object_id__in=records.values("pk")
        )

    def of_records(self, reached: Callable[[Any], models.QuerySet]) -> Self:
        """Rows about records that are reached: of each kind, those in `reached(model)`."""
        shown = Q(pk__in=[])
        for model in shared_models():
            ids = reached(model).values("pk")
            shown |= Q(object_type=model._meta.label_lower, object_id__in=ids)
        return self.filter(shown)


class GrantQuerySet(AboutQuerySet):
    """Grants of access."""

    def live(self) -> Self:
        """Begun, not ended, not run out."""
        return self.filter(ended_at=None, valid_from__lte=Now(), valid_until__gt=Now())

    def unended(self) -> Self:
        """Not ended by anybody; they may have run out."""
        return self.filter(ended_at=None)

    def while_open(self, record: models.Model) -> Self:
        """Those that last while this record is open, on whatever records."""
        return self.filter(while_open_type=record._meta.label_lower, while_open_id=record.pk)

    def over(self) -> Self:
        """Ended, or run out."""
        return self.filter(Q(ended_at__isnull=False) | Q(valid_until__lte=Now()))


class RequestQuerySet(AboutQuerySet):
    """Requests for access."""

    def waiting(self) -> Self:
        """Those that a manager can answer."""
        return self.filter(state=self.model.State.WAITING)

    def unanswered(self) -> Self:
        """Neither given nor refused: a manager, or the person who asked, has the next word."""
        return self.filter(state__in=[self.model.State.WAITING, self.model.State.MORE])

    def asked_by_grantee(self, team: Any, membership: Any = None) -> Self:
        """Requests of this named person; without one, of everybody in the team."""
        if membership is not None:
            return self.filter(membership=membership)
        return self.filter(membership__team=team)

    def answer_with(self, grant: Any, by: Any) -> None:
        """What they ask for has been given, by this grant."""
        self.unanswered().update(
            state=self.model.State.GIVEN, decided_at=Now(), decided_by=by, grant=grant
        )


class BreakGlassQuerySet(AboutQuerySet):
    """Glass that was broken."""

    def live(self) -> Self:
        """Within its hour."""
        return self.filter(valid_until__gt=Now())

    def open_to(self, user: Any) -> Self:
        """The user's own, within the hour, in a membership that still carries access."""
        memberships = Membership.objects.with_record_access(user).values("pk")
        return self.live().filter(user_id=user.pk, membership_id__in=memberships)

    def to_review(self) -> Self:
        """Not yet found justified or not."""
        return self.filter(outcome="")


class TransferQuerySet(AboutQuerySet):
    """Proposals that another team manages a record."""

    def proposed(self) -> Self:
        """Those that wait for an answer."""
        return self.filter(state=self.model.State.PROPOSED)

    def accepted(self) -> Self:
        """Those by which a team took a record over, the earliest first."""
        return self.filter(state=self.model.State.ACCEPTED).order_by("decided_at", "pk")

    def visible_to(self, user: Any) -> Self:
        """Proposals to teams the user manages: all that the receiver sees before accepting.

        Not those of records the user is excluded from, nor of restricted ones they cannot read;
        answered or not.
        """
        if not is_someone(user):
            return self.none()
        teams = Membership.objects.managing(user).values("team_id")
        to_user = self.filter(to_team_id__in=teams)
        return to_user.of_records(lambda model: model._default_manager.proposable_to(user))


class SampledAccessQuerySet(AboutQuerySet):
    """Unusual accesses that were sampled."""

    def to_review(self) -> Self:
        """Nobody has said yet what they were."""
        return self.filter(outcome="")

    def reviewed(self) -> Self:
        """Those of which somebody has said what they were."""
        return self.exclude(outcome="")

    def visible_to(self, user: Any) -> Self:
        """Those of records that the user can see and whose owner they manage now.

        Never the user's own looks: nobody reviews themselves.
        """
        if not is_someone(user):
            return self.none()
        teams = list(Membership.objects.managing(user).values_list("team_id", flat=True))
        if not teams:
            return self.none()
        return self.of_teams(user, as_array(teams))

    def of_teams(self, user: Any, teams: Any) -> Self:
        """`visible_to`, where the teams that the user manages are known: as an array."""
        seen = self.of_records(
            lambda model: model._default_manager.visible_to(user).filter(owner_team__any=teams)
        )
        return seen.exclude(user_id=user.pk)


class ListingExceptionQuerySet(models.QuerySet):
    """Exceptions to the limit on listing people."""

    def waiting(self) -> Self:
        """Nobody has answered."""
        return self.filter(state=self.model.State.ASKED)

    def visible_to(self, user: Any) -> Self:
        """Of colleagues in the teams that the user manages now: nobody decides for themselves."""
        managed = Membership.objects.managing(user).values("team_id")
        return self.filter(team__in=managed).exclude(user_id=user.pk)
