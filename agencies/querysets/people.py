"""People who sign in, and their invitations."""

import hashlib
from typing import Any, Self

from django.contrib.auth.models import UserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now


def digest(token: str) -> str:
    """The hash by which a secret link is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


class UserQuerySet(models.QuerySet):
    """People who sign in."""

    def active(self) -> Self:
        """Those whose account is open."""
        return self.filter(is_active=True)

    def told(self) -> Self:
        """Those who are alerted: people, and programs whose client reads alerts."""
        return self.filter(Q(is_program=False) | Q(api_client__scopes__contains=["alerts:read"]))

    def visible_to(self, user: Any) -> Self:
        """Colleagues that can be named: members of the teams in the user's directory."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.live()
        teams = self.model._meta.get_field("groups").related_model.objects.visible_to(user)
        return self.active().filter(
            Exists(memberships.filter(user_id=OuterRef("pk"), team_id__in=teams.values("pk")))
        )

    def managed_by(self, user: Any) -> Self:
        """People who are or were in the teams that the user looks after.

        Also those who are only proposed for one of these teams, and have never been in any.
        """
        teams = self.model._meta.get_field("groups").related_model.objects.managed_by(user)
        memberships = self.model._meta.get_field("memberships").related_model.objects
        proposals = self.model._meta.get_field("proposals").related_model.objects
        here = {"user_id": OuterRef("pk"), "team_id__in": teams.values("pk")}
        never = ~Exists(memberships.filter(user_id=OuterRef("pk")))
        return self.filter(
            Exists(memberships.filter(**here)) | Q(never & Exists(proposals.filter(**here)))
        )

    def independent_of(self, user: Any) -> Self:
        """Other people, where neither they nor the user invited or last changed the other.

        Two accounts made by one person count as one: the second would only agree with the first.
        """
        own = self.model._default_manager.filter(pk=user.pk)
        makers = own.filter(invited_by__isnull=False).values("invited_by")
        changers = own.filter(changed_by__isnull=False).values("changed_by")
        return (
            self.exclude(pk=user.pk)
            .exclude(Q(invited_by=user.pk) | Q(changed_by=user.pk))
            .exclude(pk__in=makers)
            .exclude(pk__in=changers)
        )

    def addresses_to_confirm(self, user: Any) -> Self:
        """Others whose changed e-mail address waits for this user: as the rule has it, for many.

        The user looks after all that they do now, and is independent of the one who changed it.
        """
        memberships = self.model._meta.get_field("memberships").related_model.objects
        current = memberships.current().filter(user_id=OuterRef("pk"))
        beyond = current.exclude(pk__in=memberships.looked_after_by(user).values("pk"))
        administrates = memberships.live().filter(
            user_id=user.pk, role=memberships.model.Role.ADMINISTRATOR
        )
        independent = self.model._default_manager.independent_of(user).values("pk")
        return (
            self.managed_by(user)
            .filter(email_held_until__gt=Now())
            .filter(Q(email_changed_by=None) | Q(email_changed_by__in=independent))
            .filter(Exists(current) | Exists(administrates))
            .exclude(Exists(beyond))
            .exclude(pk=user.pk)
        )

    def managing(self, team: Any) -> Self:
        """The managers of a team."""
        memberships = self._memberships()
        here = memberships.filter(
            user_id=OuterRef("pk"), team=team, role=memberships.model.Role.MANAGER
        )
        return self.filter(Exists(here))

    def managing_any_of(self, person: Any) -> Self:
        """The managers of the teams this person is in, or waits to join."""
        memberships = self.model._meta.get_field("memberships").related_model
        teams = memberships.objects.current().filter(user_id=person.pk).values("team_id")
        joining = person.proposals.waiting().values("team_id")
        here = self._memberships().filter(
            Q(team_id__in=teams) | Q(team_id__in=joining),
            user_id=OuterRef("pk"),
            role=memberships.Role.MANAGER,
        )
        return self.filter(Exists(here))

    def administering(self, team: Any) -> Self:
        """The administrators of the areas in which a team is at work."""
        memberships = self._memberships()
        areas = team.areas.all()
        here = memberships.filter(
            Q(team__areas__in=areas) | Q(team__areas__in=areas.values("parent")),
            user_id=OuterRef("pk"),
            role=memberships.model.Role.ADMINISTRATOR,
        )
        return self.filter(Exists(here))

    def _memberships(self) -> Any:
        return self.model._meta.get_field("memberships").related_model.objects.live()

    def in_team(self, team: Any) -> Self:
        """People whose membership of the team has not ended."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.current()
        return self.filter(Exists(memberships.filter(user_id=OuterRef("pk"), team=team)))

    def containing(self, words: str) -> Self:
        """People with each of these words in their name or user name."""
        found = self
        for word in words.split()[:10]:
            found = found.filter(Q(name__icontains=word) | Q(username__icontains=word))
        return found


class UserManagerWithScopes(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users; there are no superusers to make."""

    def create_user(self, username: str, **fields: Any) -> Any:
        """A person; without a password nobody can sign in as them."""
        user = self.model(username=username, **fields)
        user.set_password(fields.get("password"))
        user.save(using=self._db)
        return user

    def create_superuser(self, *args: Any, **kwargs: Any) -> Any:
        """Refused."""
        raise NotImplementedError("E-CINS has no superuser. Add an area administrator instead.")


class InvitationQuerySet(models.QuerySet):
    """Invitations to choose a password."""

    def open(self) -> Self:
        """Neither used nor run out, of people whose account is open."""
        return self.filter(accepted_at=None, valid_until__gt=Now(), user__is_active=True)

    def with_link(self, token: str) -> Self:
        """The invitation of this secret link."""
        return self.filter(token_hash=digest(token))

    def visible_to(self, user: Any) -> Self:
        """Invitations of people the user looks after."""
        people = self.model.user.field.related_model.objects.managed_by(user)
        return self.filter(user__in=people.values("pk"))
