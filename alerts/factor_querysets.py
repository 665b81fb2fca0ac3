"""Which trigger factors and firings a user meets, and which facts a team watches."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from access.levels import Level, mask
from agencies.models import Team
from cases.models import Case, CaseTeamHold
from core.policy import is_someone
from core.querysets import ProtectedQuerySet, among
from galleries.models import Entry
from missing.models import Episode
from profiles.models import Profile, ProfileTeamHold

# Sections of a person's record that facts come from, beside what comes with any access.
SECTIONS = ("log", "risk", "reports", "contact_details")
# What a team must hold of a case for the facts that come from it.
CASE_SECTIONS = ("people", "actions")
# Kinds that say of a case no more than its missing episode does, and what that takes.
OF_EPISODES = ("missing", "missing_risk", "handover")
EPISODE_SECTIONS = ("actions",)


class FactQuerySet(ProtectedQuerySet):
    """Facts that rules watch."""

    def held_by(self, team: Any, sections: str) -> Self:
        """Those that a team's own access shows it: of its records, its cases and its grants."""
        people = people_held_by(team, sections)
        held = Exists(people.filter(content_object_id=OuterRef("profile_id")))
        return self.filter(held).told_to(team)

    def held_and_seen(
        self, team: Any, sections: str, user: Any, *, of_cases: bool, of_galleries: bool
    ) -> Self:
        """Those held by the team that the user may read too, with cases and galleries if any.

        The people are found first, since they are few of all, and PostgreSQL takes them for one.
        """
        held = people_held_by(team, sections).values_list("content_object_id", flat=True)
        people: Any = Profile.objects.filter(pk__in=among(held))
        for section in sections.split() or [""]:
            people = people.visible_to(user, section=section)
        read = people.order_by().values_list("pk", flat=True)
        seen = self.filter(profile_id__in=among(read)).told_to(team)
        seen = seen.exclude(_hidden_case(user, "case_id")) if of_cases else seen
        return seen.exclude(_hidden_entry(user)) if of_galleries else seen

    def told_to(self, team: Any) -> Self:
        """Those of no case or of one that the team reads, and of no team or of this one."""
        return self.filter(
            _told_of_case(team),
            Q(team=None) | Q(team=team),
        )


class FactorQuerySet(ProtectedQuerySet):
    """Trigger factors: a team's own."""

    def visible_to(self, user: Any) -> Self:
        """Those of the teams in which the user practises or that they manage."""
        if not is_someone(user):
            return self.none()
        return self.filter(team__in=Team.objects.own_to(user).values("pk"))

    def in_force(self) -> Self:
        """Switched on, of teams that are open."""
        return self.filter(is_on=True, team__closed_at=None)


class FiringQuerySet(ProtectedQuerySet):
    """Firings: seen by those who may read all that they are about."""

    is_compiled_once = True

    def visible_to(self, user: Any) -> Self:
        """Of records and sections that the user may read, and of cases if any; asked each time."""
        if not is_someone(user):
            return self.none()
        here, people = {"pk": OuterRef("profile_id")}, Profile.objects
        read = Q(Exists(people.visible_to(user).filter(**here)))
        for section in SECTIONS:
            held = people.visible_to(user, section=section).filter(**here)
            read &= ~Q(sections__contains=section) | Q(Exists(held))
        parts = self.model._meta.get_field("parts").related_model.objects
        own = Team.objects.own_to(user).values("pk")
        hidden = Q(_hidden_case(user, "fact__case_id")) | _hidden_entry(user, "fact__")
        hidden |= Q(fact__team__isnull=False) & ~Q(fact__team__in=own)
        return self.filter(read).exclude(Exists(parts.filter(hidden, firing_id=OuterRef("pk"))))


def people_held_by(team: Any, sections: str) -> Any:
    """The team's holds of people with all of these sections."""
    return _holds(ProfileTeamHold, team, mask(Profile, sections.split()))


def _holds(model: Any, team: Any, sections: int) -> Any:
    held = model.objects.live().at_least(Level.VIEW, sections)
    return held.filter(group_id=team.pk, restricted=False)


def _told_of_case(team: Any) -> Q:
    """It is of no case, or of one of which the team reads what the fact says."""
    here = {"content_object_id": OuterRef("case_id")}
    cases = _holds(CaseTeamHold, team, mask(Case, CASE_SECTIONS)).filter(**here)
    episodes = _holds(CaseTeamHold, team, mask(Case, EPISODE_SECTIONS)).filter(**here)
    of_episode = Q(Exists(episodes), kind__in=OF_EPISODES)
    return Q(case=None) | Q(Exists(cases)) | of_episode


def _hidden_case(user: Any, field: str) -> Q:
    """There is a case, of which the user may not read all that the fact says."""
    seen: Any = Case.objects.all()
    for section in CASE_SECTIONS:
        seen = seen.filter(pk__in=Case.objects.visible_to(user, section=section).values("pk"))
    read = Q(Exists(seen.filter(pk=OuterRef(field))))
    episodes = Episode.objects.visible_to(user, section="actions")
    of_episode = Q(**{f"{field.removesuffix('case_id')}kind__in": OF_EPISODES})
    read |= of_episode & Q(Exists(episodes.filter(case_id=OuterRef(field))))
    return Q(**{f"{field}__isnull": False}) & ~read


def _hidden_entry(user: Any, fact: str = "") -> Q:
    """It is about an entry on a gallery that the user does not see."""
    entries = Entry.objects.visible_to(user).filter(pk=OuterRef(f"{fact}source_id"))
    return Q(**{f"{fact}kind": "gallery"}) & ~Q(Exists(entries))
