"""What tests of many records at once share."""

from access import services
from access.levels import Level
from access.models import Grant
from access.projection import implied
from access.tests.factories import LawfulBasisFactory, allow_sharing
from agencies.models import FOREVER, Team, User
from profiles.models import Profile

COPIED = (
    "level",
    "sections",
    "valid_until",
    "restricted",
    "sort_name",
    "search_names",
    "last_activity_at",
)


def terms(**other):
    return {
        "level": Level.VIEW,
        "sections": ["risk", "log"],
        "purpose": "Joint management",
        "basis": LawfulBasisFactory(),
        "until": FOREVER,
        **other,
    }


def give_many(by, team, records=None, **other):
    for owner in Team.objects.exclude(agency=team.agency).filter(pk__in=owners()):
        allow_sharing(owner, team)
    words = {name: other.pop(name) for name in ("words", "membership") if name in other}
    return services.give_access_to_many(
        records=Profile.objects.all() if records is None else records,
        by=User.objects.get(pk=by.pk),
        team=team,
        **words,
        **terms(**other),
    )


def owners():
    """The teams that manage a record."""
    return Profile.objects.values("owner_team")


def end_many(by, team, records=None, **other):
    return services.end_access_to_many(
        records=Profile.objects.all() if records is None else records,
        by=User.objects.get(pk=by.pk),
        team=team,
        because="Back home",
        **other,
    )


def holds_of(person):
    """Each hold but for which grant it came from: terms and copies."""
    teams = person.team_holds.values_list("group_id", *COPIED)
    users = person.user_holds.values_list("user_id", "membership_id", *COPIED)
    return sorted(teams), sorted(users)


def assert_true(person):
    """The holds are what ownership and grants imply, and their copies what the record says."""
    teams, users = implied(person)
    reach = ["level", "sections", "valid_until", "grant_id"]
    found = {h.group_id: {n: getattr(h, n) for n in reach} for h in person.team_holds.all()}
    assert found == teams
    reach.append("membership_id")
    found = {h.user_id: {n: getattr(h, n) for n in reach} for h in person.user_holds.all()}
    assert found == users
    for hold in [*person.team_holds.all(), *person.user_holds.all()]:
        copies = (hold.sort_name, hold.search_names, hold.restricted)
        assert copies == (person.sort_name, person.search_names, person.is_restricted)


def ledger_of(person):
    """Each grant, without its number and the moment it was given."""
    grants = Grant.objects.of(person)
    whom = grants.values_list("team", "user", "membership", "given_by", "given_by_team")
    said = grants.values_list("level", "sections", "purpose", "basis")
    ended = [(bool(g.ended_at), g.ended_by_id, g.ended_because) for g in grants]
    replaced = [g.replaces and g.replaces.ended_because for g in grants]
    return sorted(zip(whom, said, ended, replaced, strict=True), key=repr)
