"""Lists of records where the reader holds a section: by any hold, and by nothing else.

The page, its count and its ids come from the lists' own statements; `visible_to` says the same
plainly, for each section by itself.
"""

import datetime

import pytest
from django.utils import timezone

from access import filter_sql
from access.filter_sql import one_by_one
from access.models import BreakGlass
from access.services import end_access, exclude_person
from access.tests.factories import BreakGlassFactory, DiscoveryFactory, give, restrict, run_out
from agencies.models import User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from profiles.models import Profile, ProfileTeamHold, ProfileUserHold
from profiles.tests.factories import ProfileActivityFactory, RoleFactory, make_person

pytestmark = pytest.mark.slow

LOG, RISK, BOTH = ["log"], ["risk"], ["log", "risk"]
ORDERS = ("name", "-name", "activity", "-activity")
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def reader(council):
    """Somebody of another team in the area, and of a second one beside it."""
    user = member(council, name="Tomas Ellery")
    second = TeamFactory(name="Stafford Outreach", agency=council.agency)
    MembershipFactory(user=user, team=second)
    user.second = second
    return user


@pytest.fixture
def opened(manager, police):
    return lambda surname: make_person(by=manager, team=police, surname=surname)


@pytest.fixture
def world(opened, manager, council, reader):
    """A record for each way to hold a section, and for each way to have lost it."""
    give(opened("log"), manager, council, sections=LOG)
    give(opened("risk"), manager, council, sections=RISK)
    give(opened("both"), manager, council, sections=BOTH)
    give(opened("other"), manager, council, sections=["contact_details"])
    give(opened("identity"), manager, council, sections=[])
    give(opened("by name"), manager, reader, named=True, sections=BOTH)

    def held_twice(surname, first, second):
        one = opened(surname)
        for to, sections in (first, second):
            give(one, manager, to, sections=sections, named=to == reader)
        return one

    held_twice("team and name", (council, LOG), (reader, RISK))
    held_twice("name and team", (council, RISK), (reader, LOG))
    held_twice("two teams", (council, LOG), (reader.second, RISK))

    for surname, first in (("risk of team over", council), ("risk by name over", reader)):
        one = opened(surname)
        other = reader.second if first == council else council
        give(one, manager, other, sections=LOG)
        grant = give(one, manager, first, sections=RISK, named=first == reader)
        run_out(grant, ProfileUserHold if first == reader else ProfileTeamHold)
    ended = opened("ended")
    grant = give(ended, manager, council, sections=BOTH)
    end_access(obj=ended, grant=grant, by=manager, because="Over")

    excluded = opened("excluded")
    give(excluded, manager, council, sections=BOTH)
    exclude_person(obj=excluded, by=manager, user=reader, reason="A cousin")
    for by_name in ([], LOG, RISK, BOTH):
        one = opened(f"restricted, {' and '.join(by_name) or 'nothing'} by name")
        give(one, manager, council, sections=BOTH)
        if by_name:
            give(one, manager, reader, named=True, sections=by_name)
        restrict(one, manager)
    for surname in ("glass", "glass over", "glass and log"):
        one = opened(surname)
        DiscoveryFactory(obj=one, by=reader)
        BreakGlassFactory(obj=one, by=reader)
        if surname == "glass over":
            past = timezone.now() - HOUR
            BreakGlass.objects.about(Profile.objects.filter(pk=one.pk)).update(
                broken_at=past - HOUR, valid_until=past
            )
        if surname == "glass and log":
            give(one, manager, council, sections=LOG)
    give(opened("another team’s"), manager, TeamFactory(), sections=BOTH)
    for surname, other in (("team beside", TeamFactory()), ("colleague", member(council))):
        one = opened(f"log, risk is a {surname}’s")
        give(one, manager, council, sections=LOG)
        give(one, manager, other, sections=RISK, named=surname == "colleague")
    opened("nobody’s")
    return User.objects.get(pk=reader.pk)


EVERYWHERE = {
    *("both", "by name", "team and name", "name and team", "two teams"),
    *("restricted, log and risk by name", "glass", "glass and log"),
}
OF_LOG = EVERYWHERE | {
    *("log", "risk of team over", "risk by name over", "restricted, log by name"),
    *("log, risk is a team beside’s", "log, risk is a colleague’s"),
}
OF_RISK = EVERYWHERE | {"risk", "restricted, risk by name"}


def listed(people, user):
    """Whom the pages show in every order: those of the count, the ids and the plain rule."""
    ids = people.ids_for(user)
    assert len(ids) == len(set(ids)) == people.count_for(user)
    assert set(people.visible_to(user).values_list("pk", flat=True)) == set(ids)
    for order in ORDERS:
        paged, after = [], ""
        while after is not None:
            page = people.page_for(user, order=order, after=after, size=3)
            paged += [one.pk for one in page]
            after = page.next_cursor
        assert sorted(paged) == sorted(ids), order
    return set(Profile.objects.filter(pk__in=ids).values_list("surname", flat=True))


def plainly(user, *sections):
    """Records where the user may read each of these sections, asked of each by itself."""
    found = [
        set(Profile.objects.visible_to(user, section=one).values_list("surname", flat=True))
        for one in sections
    ]
    return set.intersection(*found)


@pytest.mark.parametrize(
    ("sections", "wanted"),
    [(LOG, OF_LOG), (RISK, OF_RISK), (BOTH, OF_LOG & OF_RISK), (BOTH[::-1], OF_LOG & OF_RISK)],
)
def test_a_list_of_a_section_shows_those_of_whom_it_is_held(world, sections, wanted):
    people = Profile.objects.all()
    for section in sections:
        people = people.with_section(world, section)

    assert listed(people, world) == wanted == plainly(world, *sections)


def test_three_sections_may_come_by_three_holds(opened, manager, council, reader):
    whole, part = opened("whole"), opened("part")
    for one, third in ((whole, ["reports"]), (part, LOG)):
        give(one, manager, council, sections=LOG)
        give(one, manager, reader.second, sections=RISK)
        give(one, manager, reader, named=True, sections=third)
    people = Profile.objects.with_section(reader, "log").with_section(reader, "risk")

    assert listed(people, reader) == {"whole", "part"}
    assert listed(people.with_section(reader, "reports"), reader) == {"whole"}


def test_a_section_asked_twice_is_asked_once(world):
    people = Profile.objects.with_section(world, "risk").with_section(world, "risk")

    assert listed(people, world) == OF_RISK


@pytest.mark.parametrize("cut", ["leaves", "team closes", "account closes", "only looks after"])
def test_a_section_goes_with_what_it_was_held_by(opened, manager, council, reader, cut):
    one = opened("Pellworth")
    give(one, manager, council, sections=RISK)
    give(one, manager, reader.second, sections=LOG)
    people = Profile.objects.with_section(reader, "log").with_section(reader, "risk")
    assert listed(people, reader) == {"Pellworth"}

    if cut == "leaves":
        reader.memberships.filter(team=council).update(valid_until=timezone.now())
    elif cut == "team closes":
        council.closed_at = timezone.now()
        council.save()
    elif cut == "account closes":
        reader.is_active, reader.disabled_at = False, timezone.now()
        reader.save()
    else:
        reader.memberships.filter(team=council).update(role="administrator")
    reader = User.objects.get(pk=reader.pk)
    people = Profile.objects.with_section(reader, "log").with_section(reader, "risk")

    assert listed(people, reader) == set()


def test_the_section_of_another_reader_is_asked_too(world, manager, officer):
    """The mark names whose section it is: one reader's never stands for another's."""
    people = Profile.objects.with_section(officer, "risk").with_section(world, "log")

    both = plainly(officer, "risk") & plainly(world, "log")
    assert listed(people, world) == both < OF_LOG


def test_a_list_of_a_section_is_nobodys_without_a_reader(world):
    assert Profile.objects.with_section(None, "risk").count_for(world) == 0
    assert Profile.objects.with_section(world, "risk").count_for(None) == 0


def test_a_section_beside_another_choice_or_taken_back(world):
    """Where it is one of two, or what is left out, the mark is no short way."""
    RoleFactory(profile=Profile.objects.get(surname="log"), kind="witness")
    of_risk = Profile.objects.with_section(world, "risk")
    witnesses = Profile.objects.with_role("witness")
    without = Profile.objects.exclude(pk__in=of_risk.values("pk"))

    assert listed(of_risk | witnesses, world) == OF_RISK | {"log"}
    assert listed(of_risk & witnesses, world) == set()
    assert listed(without, world) == plainly(world, "") - OF_RISK


def test_a_persons_place_is_that_of_all_that_is_held(opened, manager, council, reader):
    """The later activity is known by the hold without the section."""
    both, one = opened("Both"), opened("One")
    for person in (both, one):
        give(person, manager, council, sections=RISK)
    give(both, manager, reader, named=True, sections=LOG)
    for person, section, hours in ((both, 1, 3), (both, 2, 1), (one, 2, 2)):
        ProfileActivityFactory(
            content_object=person, section=section, last_at=timezone.now() + hours * HOUR
        )
    people = Profile.objects.with_section(reader, "risk")

    assert list(people.page_for(reader, order="-activity")) == [both, one]
    assert list(people.page_for(reader, order="activity")) == [one, both]
    assert listed(people, reader) == {"Both", "One"}


# ---- Few and many -------------------------------------------------------------------------------
@pytest.fixture(params=[0, 1, 2_000])
def few(request, monkeypatch):
    monkeypatch.setattr(filter_sql, "FEW", request.param)


@pytest.fixture
def known(world):
    """Some of them witnesses, of whom some are victims as well."""
    for surname in ("both", "log", "risk", "nobody’s", "excluded"):
        RoleFactory(profile=Profile.objects.get(surname=surname), kind="witness")
    for surname in ("both", "risk", "glass"):
        RoleFactory(profile=Profile.objects.get(surname=surname), kind="victim")
    return world


def nearly_all(*but):
    return one_by_one(Profile.objects.exclude(surname__in=but).values("pk"))


def test_what_leaves_nearly_all_is_asked_of_each(known, few):
    people = Profile.objects.filter(pk__in=nearly_all("both"))

    assert listed(people, known) == plainly(known, "") - {"both"}
    assert "both" in plainly(known, "")


def test_it_is_asked_beside_what_leaves_few(known, few):
    people = Profile.objects.with_role("witness").filter(pk__in=nearly_all("both"))

    assert listed(people, known) == {"log", "risk"}
    assert listed(people.with_role("victim"), known) == {"risk"}
    assert listed(people.filter(pk__in=nearly_all("risk")), known) == {"log"}
    assert listed(people.filter(surname="log"), known) == {"log"}
    assert listed(people.with_section(known, "risk"), known) == {"risk"}


def test_it_is_asked_where_it_is_taken_back_or_one_of_two(known, few):
    all_but = nearly_all("both", "log")
    others = Profile.objects.with_role("victim")

    assert listed(Profile.objects.exclude(pk__in=all_but), known) == {"both", "log"}
    either = Profile.objects.exclude(pk__in=nearly_all("log")) | others
    assert listed(either, known) == {"log", "both", "risk", "glass"}
    neither = Profile.objects.exclude(pk__in=all_but).exclude(pk__in=others.values("pk"))
    assert listed(neither, known) == {"log"}


def test_a_section_and_few_and_nearly_all_at_once(known, few):
    people = Profile.objects.with_section(known, "risk").with_section(known, "log")
    people = people.with_role("victim").filter(pk__in=nearly_all("glass"))

    assert listed(people, known) == {"both"}
