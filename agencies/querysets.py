"""Which areas, teams, people and memberships a user meets, and how they are narrowed."""

import datetime
import hashlib
from typing import Any, Self

from django.contrib.auth.models import UserManager
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now, TruncDate

TODAY = TruncDate(Now())


def digest(token: str) -> str:
    """What is kept of a secret link."""
    return hashlib.sha256(token.encode()).hexdigest()


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


class AgencyQuerySet(models.QuerySet):
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

    def near(self, name: str) -> Self:
        """Agencies whose name is like this one, most alike first."""
        alike = self.annotate(likeness=TrigramWordSimilarity(name, "name"))
        return alike.filter(likeness__gt=0.4).order_by("-likeness", "name")


class AgreementQuerySet(models.QuerySet):
    """Information-sharing agreements. Days are those of the database, in UK time."""

    def visible_to(self, user: Any) -> Self:
        """The register is open to all who work with records or look after an area."""
        team = self.model.owner_team.field.related_model
        memberships = team._meta.get_field("memberships").related_model
        readers = [*memberships.RECORD_ROLES, memberships.Role.ADMINISTRATOR]
        own = memberships.objects.live().filter(user_id=user.pk, role__in=readers)
        return self.filter(Exists(own))

    def administered_by(self, user: Any) -> Self:
        """Agreements kept by a team that the user administers."""
        teams = self.model.owner_team.field.related_model.objects
        return self.filter(owner_team__in=teams.administered_by(user).values("pk"))

    def not_ended(self) -> Self:
        """Those that nobody has ended, whether or not they have lapsed."""
        return self.filter(ended_at=None)

    def in_force(self) -> Self:
        """Begun, not past the last day, not ended."""
        return self.not_ended().filter(in_force_from__lte=TODAY, in_force_until__gte=TODAY)

    def between(self, agency_a: Any, agency_b: Any) -> Self:
        """Agreements of which both are partners."""
        return self.filter(partners=agency_a).filter(partners=agency_b)

    def covering(self, agency_a: Any, agency_b: Any) -> Any:
        """The agreement in force between two agencies that lasts longest, or None.

        None too for one agency with itself, which needs none: ask that first.
        """
        if agency_a.pk == agency_b.pk:
            return None
        found = self.between(agency_a, agency_b).in_force()
        return found.order_by("-in_force_until", "pk").first()

    def lapsing(self, days: int) -> Self:
        """In force, and past the last day in so many days."""
        soon = TODAY + datetime.timedelta(days=days)
        return self.in_force().filter(in_force_until__lte=soon)

    def in_state(self, state: str, soon: int) -> Self:
        """In force, lapsing (within `soon` days), to come, lapsed, or ended by someone."""
        if state == "ended":
            return self.filter(ended_at__isnull=False)
        if state == "to_come":
            return self.not_ended().filter(in_force_from__gt=TODAY)
        if state == "lapsed":
            return self.not_ended().filter(in_force_until__lt=TODAY)
        return self.lapsing(soon) if state == "lapsing" else self.in_force()

    def to_remind_of(self, days: int) -> Self:
        """Not ended, and past the last day already or in so many days."""
        return self.not_ended().filter(in_force_until__lte=TODAY + datetime.timedelta(days=days))

    def with_days(self) -> Self:
        """Each with `today`, the database's own."""
        return self.annotate(today=TODAY)

    def containing(self, words: str) -> Self:
        """Agreements with each of these words in their name or a partner's."""
        found = self
        for word in words.split()[:10]:
            partner = self.model.partners.through.objects.filter(
                agreement_id=OuterRef("pk"), agency__name__icontains=word
            )
            found = found.filter(Q(name__icontains=word) | Exists(partner))
        return found


class JoiningQuerySet(models.QuerySet):
    """Places in teams that wait for a second person, or did."""

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(state=self.model.State.ASKED)

    def visible_to(self, user: Any) -> Self:
        """Those the user asked for, and those about teams they manage or administer."""
        teams = self.model.team.field.related_model.objects.managed_by(user)
        return self.filter(Q(asked_by_id=user.pk) | Q(team__in=teams.values("pk")))

    def decidable_by(self, user: Any) -> Self:
        """About teams that the user administers or, unless administrators ask for themselves,
        manages.
        """
        teams = self.model.team.field.related_model.objects
        managed = self.model.user.field.related_model._meta.get_field("memberships")
        as_manager = managed.related_model.objects.managing(user).values("team_id")
        return self.filter(
            Q(team__in=teams.administered_by(user).values("pk"))
            | Q(~Q(asked_by=F("user")), team__in=as_manager)
        )

    def to_decide(self, user: Any) -> Self:
        """Those that wait for this user, who is independent of whoever asked."""
        waiting = self.waiting().decidable_by(user).exclude(user_id=user.pk)
        people = self.model.user.field.related_model.objects
        return waiting.filter(asked_by__in=people.independent_of(user).values("pk"))

    def of(self, user: Any) -> Self:
        """The places that would be this person's."""
        return self.filter(user_id=user.pk)


class InvitationQuerySet(models.QuerySet):
    """Invitations to choose a password."""

    def open(self) -> Self:
        """Neither used nor run out, of people whose account is open."""
        return self.filter(accepted_at=None, valid_until__gt=Now(), user__is_active=True)

    def with_link(self, token: str) -> Self:
        """The one that a secret link stands for."""
        return self.filter(token_hash=digest(token))

    def visible_to(self, user: Any) -> Self:
        """Invitations of people the user looks after."""
        people = self.model.user.field.related_model.objects.managed_by(user)
        return self.filter(user__in=people.values("pk"))


class MembershipQuerySet(models.QuerySet):
    """Memberships: who belongs to which team, in which role, when."""

    def live(self) -> Self:
        """In force at this moment, of people whose account is open and teams that are open."""
        return self.filter(
            valid_from__lte=Now(),
            valid_until__gt=Now(),
            user__is_active=True,
            team__closed_at=None,
        )

    def current(self) -> Self:
        """Not ended, though the account may be closed or the first day may be still to come."""
        return self.filter(valid_until__gt=Now())

    def over(self) -> Self:
        """Ended."""
        return self.filter(valid_until__lte=Now())

    def attach_to(self, people: Any, user: Any) -> None:
        """Give each person of a page `shown`: the memberships the user looks after, in one go."""
        found = self.current().visible_to(user).filter(user__in=[one.pk for one in people])
        by_person: dict[int, list[Any]] = {}
        for membership in found.select_related("team"):
            by_person.setdefault(membership.user_id, []).append(membership)
        for one in people:
            one.shown = by_person.get(one.pk, [])

    def with_record_access(self, user: Any) -> Self:
        """The user's live memberships that carry a team's access: practitioner and manager."""
        return self.live().filter(user_id=user.pk, role__in=self.model.RECORD_ROLES)

    def at_work(self, team: Any, user: Any) -> Self:
        """What lets this person work with the records of this team now; both by their ids."""
        return self.live().filter(team_id=team, user_id=user, role__in=self.model.RECORD_ROLES)

    def managing(self, user: Any) -> Self:
        """The user's live memberships as team manager."""
        return self.live().filter(user_id=user.pk, role=self.model.Role.MANAGER)

    def named(self, name: str) -> Self:
        """Practitioners and managers with this user name, or failing that this name."""
        granting = self.filter(role__in=self.model.RECORD_ROLES).select_related("user", "team")
        exact = granting.filter(user__username__iexact=name)
        return exact if exact.exists() else granting.filter(user__name__iexact=name)

    def near(self, name: str) -> Self:
        """Memberships of people whose name is like this one, most alike first."""
        alike = self.annotate(likeness=TrigramWordSimilarity(name, "user__name"))
        return alike.filter(likeness__gt=0.4).order_by("-likeness", "user__name", "team__name")

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


class TeamQuerySet(models.QuerySet):
    """Teams: what owns records and is given access."""

    def open(self) -> Self:
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

    def near(self, name: str) -> Self:
        """Teams whose name is like this one, most alike first."""
        alike = self.annotate(likeness=TrigramWordSimilarity(name, "name"))
        return alike.filter(likeness__gt=0.4).order_by("-likeness", "name")

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


class UserQuerySet(models.QuerySet):
    """People who sign in."""

    def active(self) -> Self:
        return self.filter(is_active=True)

    def visible_to(self, user: Any) -> Self:
        """Colleagues that can be named: members of the teams in the user's directory."""
        memberships = self.model._meta.get_field("memberships").related_model.objects.live()
        teams = self.model._meta.get_field("groups").related_model.objects.visible_to(user)
        return self.active().filter(
            Exists(memberships.filter(user_id=OuterRef("pk"), team_id__in=teams.values("pk")))
        )

    def managed_by(self, user: Any) -> Self:
        """People who are or were in the teams that the user looks after; or were to be, and
        have been in none.
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
        """Others than the user, of whom neither invited or last changed the other's account.

        Two accounts of one hand count as one: the second would only agree with the first.
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

    def managing(self, team: Any) -> Self:
        """The managers of a team."""
        memberships = self._memberships()
        here = memberships.filter(
            user_id=OuterRef("pk"), team=team, role=memberships.model.Role.MANAGER
        )
        return self.filter(Exists(here))

    def managing_any_of(self, person: Any) -> Self:
        """The managers of the teams this person is in, or is to join."""
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
        raise NotImplementedError("E-CINS has no superuser. Add an area administrator instead.")
