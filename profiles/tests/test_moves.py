"""What a move proposes: to whom, until when, and that nothing happens by itself."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from access.levels import Level
from access.models import Grant
from access.services import end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give, run_out
from agencies.models import Membership, Team, User
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from profiles import services
from profiles.custody import moves_waiting_for, proposals_for
from profiles.models import CustodyDecision, CustodyStay, Profile, ProfileTeamHold
from profiles.tests.factories import (
    CustodyDecisionFactory,
    EstablishmentFactory,
    make_person,
)
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow

Role = Membership.Role


def day(text):
    return datetime.date.fromisoformat(text)


def words(response):
    return " ".join(response.content.decode().split())


def again(user):
    return User.objects.get(pk=user.pk)


def hold(person, establishment, start, end=None):
    stay = CustodyStay(establishment=establishment, starts_on=day(start), ends_on=end and day(end))
    return services.add_detail(profile=person, by=person.created_by, detail=stay)


def leave(stay, on="2026-03-04"):
    return services.edit_detail(detail=stay, by=stay.profile.created_by, ends_on=day(on))


@pytest.fixture
def stafford(prison):
    return EstablishmentFactory(code="hmp-stafford", name="HMP Stafford", team=prison)


@pytest.fixture
def next_prison(prison):
    return TeamFactory(name="Dovegate Offender Managers", agency=prison.agency)


@pytest.fixture
def dovegate(next_prison):
    return EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate", team=next_prison)


@pytest.fixture(autouse=True)
def linked(stafford, dovegate, prison, next_prison):
    """The lists have these prisons from the start; their teams are said by administrators."""
    for place, team in ((stafford, prison), (dovegate, next_prison)):
        place.team = team
        place.save()


@pytest.fixture
def grant(person, manager, prison):
    return give(
        person, manager, prison, sections=["log", "reports"], level=Level.CONTRIBUTE, days=60
    )


@pytest.fixture
def moved(person, grant, stafford, dovegate):
    """From Stafford, whose team has access, to Dovegate, whose team has none."""
    leave(hold(person, stafford, "2026-01-05"))
    return hold(person, dovegate, "2026-03-04")


def proposed(person, user):
    return [(p.about, p.team.name) for p in proposals_for(again(user), fresh(person))]


def fresh(person):
    return Profile._base_manager.get(pk=person.pk)


ENDING, GIVING = ("ending", "HMP Stafford"), ("giving", "Dovegate Offender Managers")


# ---- What is proposed ---------------------------------------------------------------------------
def test_a_move_proposes_to_end_and_to_give_and_changes_no_access(
    signed_in, person, grant, moved, prison, next_prison
):
    page = words(signed_in.get(url("sharing", person)))

    assert "HMP Stafford has access until" in page
    assert "Jordan Pellworth left HMP Stafford on 4 March 2026." in page
    assert "Jordan Pellworth has been in HMP Dovegate since 4 March 2026.</b>" in page
    assert "Its team, Dovegate Offender Managers, has no access." in page
    assert url("grant-end", person, grant.uuid) in page
    assert ProfileTeamHold.objects.filter(group_id=prison.pk, content_object=person).exists()
    assert not Grant.objects.of(person).filter(team=next_prison).exists()


def test_who_was_never_inside_gets_no_proposals(signed_in, person, manager, grant):
    assert proposed(person, manager) == []
    assert moves_waiting_for(again(manager)) == []
    assert "Leave it as it is" not in words(signed_in.get(url("sharing", person)))


def test_coming_in_proposes_to_give_and_a_release_to_end(person, manager, prison, stafford):
    stay = hold(person, stafford, "2026-01-05")
    assert proposed(person, manager) == [("giving", "HMP Stafford")]

    give(person, manager, prison)
    assert proposed(person, manager) == []

    leave(stay)
    assert proposed(person, manager) == [ENDING]


def test_access_that_has_ended_or_run_out_is_not_proposed_to_end(person, manager, grant, moved):
    run_out(grant, ProfileTeamHold)
    assert proposed(person, manager) == [GIVING]

    end_access(obj=person, grant=grant, by=manager, because="Left")
    assert proposed(person, manager) == [GIVING]


def test_who_came_back_keeps_the_access(person, manager, grant, stafford, dovegate):
    leave(hold(person, stafford, "2026-01-05"), "2026-02-01")
    leave(hold(person, dovegate, "2026-02-01"), "2026-03-01")
    assert proposed(person, manager) == [ENDING]

    hold(person, stafford, "2026-03-01")

    assert proposed(person, manager) == []


def test_several_stays_in_one_place_are_one_proposal(person, manager, grant, stafford):
    leave(hold(person, stafford, "2026-01-05"), "2026-02-01")
    last = leave(hold(person, stafford, "2026-02-01"), "2026-03-01")

    (found,) = proposals_for(manager, person)

    assert found.stay == last
    assert found.to_end == [grant]


def test_two_places_of_one_team_are_one_to_it(person, manager, grant, prison, stafford):
    annexe = EstablishmentFactory(code="annexe", name="The annexe", team=prison)
    leave(hold(person, stafford, "2026-01-05"))

    hold(person, annexe, "2026-03-04")

    assert proposed(person, manager) == []


def test_somebody_of_the_team_with_access_by_name_is_access(
    person, manager, prison, next_prison, stafford, dovegate
):
    named = member(prison, name="Grace Odum")
    give(person, manager, named, named=True)
    leave(hold(person, stafford, "2026-01-05"))
    give(person, manager, member(next_prison), named=True)
    hold(person, dovegate, "2026-03-04")

    (found,) = proposals_for(again(manager), person)

    assert (found.about, [grant.user for grant in found.to_end]) == ("ending", [named])


@pytest.mark.parametrize(
    "change", [{"is_discreet": True}, {"closed_at": "2026-01-01T00:00Z"}], ids=str
)
def test_nothing_is_given_to_a_team_that_cannot_be_named(
    person, manager, moved, next_prison, change
):
    Team.objects.filter(pk=next_prison.pk).update(**change)

    assert proposed(person, manager) == [ENDING]


def test_a_discreet_team_is_not_named_by_a_proposal(person, manager, moved, prison):
    Team.objects.filter(pk=prison.pk).update(is_discreet=True)

    assert proposed(person, manager) == [GIVING]


def test_a_prison_that_manages_the_record_needs_no_access(person, manager, prison, stafford):
    warden = member(prison, Role.MANAGER)
    own = make_person(by=warden, team=prison)

    stay = hold(own, stafford, "2026-01-05")
    assert proposed(own, warden) == []
    leave(stay)
    assert proposed(own, warden) == []


def test_a_restricted_record_is_given_to_nobody_by_team(person, manager, moved):
    restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert proposed(person, manager) == [ENDING]


def test_an_establishment_without_a_team_proposes_nothing(person, manager):
    hold(person, EstablishmentFactory(code="far", name="HMP Far"), "2026-01-05")

    assert proposed(person, manager) == []


# ---- To whom ------------------------------------------------------------------------------------
def test_whoever_may_end_and_give_is_asked_and_nobody_else(
    client, person, manager, officer, police, moved, prison, administrator, outsider, auditor
):
    lead = member(police, name="Lead")
    person = fresh(person)
    person.lead = lead
    person.save()
    joint = member(TeamFactory(agency=police.agency))
    give(person, manager, joint.acting_team, level=Level.CONTRIBUTE)
    cousin = member(police, Role.MANAGER)
    exclude_person(obj=person, by=manager, user=cousin, reason="A cousin")
    losing = member(prison, Role.MANAGER)

    for user in (manager, lead):
        assert proposed(person, user) == [ENDING, GIVING]
        assert [one.record for one in moves_waiting_for(again(user))] == [person]
    for user in (officer, joint, cousin, losing, administrator, outsider, auditor):
        assert proposed(person, user) == []
        assert moves_waiting_for(again(user)) == []
        client.force_login(user)
        page = client.get(url("sharing", person))
        assert "Leave it as it is" not in words(page)
        assert person.reference not in words(client.get("/"))


@pytest.mark.parametrize("setting", ["managers", "lead", "practitioners"])
def test_the_team_chooses_who_of_it_is_asked(person, police, officer, moved, setting):
    Team.objects.filter(pk=police.pk).update(gives_access=setting)

    expected = [ENDING, GIVING] if setting == "practitioners" else []
    assert proposed(person, officer) == expected
    assert bool(moves_waiting_for(again(officer))) is bool(expected)


def test_a_restricted_record_asks_only_those_named(person, manager, police, moved):
    other = member(police, Role.MANAGER)
    assert moves_waiting_for(again(other))
    restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert proposed(person, other) == []
    assert moves_waiting_for(again(other)) == []
    assert moves_waiting_for(again(manager))


def test_an_administrator_who_reads_by_other_means_is_asked(
    person, manager, administrator, moved, council
):
    member_of = council.memberships.create(user=administrator, role=Role.PRACTITIONER)
    give(person, manager, council)

    assert member_of.pk
    assert proposed(person, administrator) == [ENDING, GIVING]
    assert [one.record for one in moves_waiting_for(again(administrator))] == [person]


# ---- What comes of it ---------------------------------------------------------------------------
def test_to_give_leads_to_the_page_filled_in_as_the_earlier_prison_had_it(
    signed_in, person, moved, police, next_prison
):
    allow_sharing(police, next_prison)
    giving = next(p for p in proposals_for(person.created_by, person) if not p.is_to_end)
    address = f"{url('grant', person)}?{giving.terms}"
    assert address.replace("&", "&amp;") in signed_in.get(url("sharing", person)).content.decode()

    page = signed_in.get(address)
    form = page.context["form"]

    assert [one.team.name for one in form.boxes()] == ["Dovegate Offender Managers"]
    assert form.initial["sections"] == ["log", "reports"]
    assert form.initial["level"] == Level.CONTRIBUTE
    ticked = words(page)
    assert f'value="team:{next_prison.uuid}" checked' in ticked
    terms = {
        "chosen": f"team:{next_prison.uuid}",
        "sections": form.initial["sections"],
        "level": form.initial["level"],
        "purpose": "Held there now",
        "basis": LawfulBasisFactory().pk,
        "how_long": "7days",
    }
    response, checked = post(signed_in, address, **terms)
    assert "Dovegate Offender Managers" in checked
    assert not Grant.objects.of(person).filter(team=next_prison).exists()
    response, _ = post(signed_in, address, **terms, confirmed="1")
    assert response["Location"] == url("sharing", person)
    given = Grant.objects.of(person).get(team=next_prison)
    assert (given.sections, given.level) == (["log", "reports"], Level.CONTRIBUTE)
    assert proposed(person, person.created_by) == [ENDING]


@pytest.mark.parametrize(
    "query",
    [
        "chosen=nonsense&level=9&sections=everything",
        "chosen=team:00000000-0000-0000-0000-000000000000&level=x",
        "level=" + "9" * 400,
        "&".join(["chosen=team:"] * 300),
    ],
)
def test_an_address_that_asks_for_nonsense_fills_in_nothing(signed_in, person, query):
    page = signed_in.get(f"{url('grant', person)}?{query}")

    assert page.status_code == 200
    form = page.context["form"]
    assert (form.boxes(), form.initial["level"], form.initial["sections"]) == ([], None, [])


def test_a_team_that_the_reader_cannot_name_is_not_filled_in(signed_in, person, next_prison):
    Team.objects.filter(pk=next_prison.pk).update(is_discreet=True)

    page = signed_in.get(f"{url('grant', person)}?chosen=team:{next_prison.uuid}")

    assert page.context["form"].boxes() == []
    assert "Dovegate" not in words(page)


def test_to_end_leads_to_the_page_that_ends(signed_in, person, grant, moved):
    post(signed_in, url("grant-end", person, grant.uuid), because="Moved to HMP Dovegate")

    assert proposed(person, person.created_by) == [GIVING]


# ---- Left as it is ------------------------------------------------------------------------------
def test_access_is_left_as_it_is_with_a_reason_that_history_keeps(
    signed_in, person, manager, grant, moved, stafford
):
    left = person.stays.over().get()
    address = url("custody-dismiss", person, left.uuid)
    page = words(signed_in.get(address))
    assert "Leave the access of HMP Stafford as it is" in page
    assert "HMP Stafford keeps its access." in page

    response, _ = post(signed_in, address, reason="Returns there after the trial")

    assert response["Location"] == url("sharing", person)
    assert proposed(person, manager) == [GIVING]
    assert grant in Grant.objects.live()
    event = Event.objects.get(verb="custody.dismissed")
    assert (event.recipient, event.reason) == ("HMP Stafford", "Returns there after the trial")
    assert event.target_id == person.pk
    told = words(signed_in.get(url("history", person)))
    assert "Kept, after a move, the access of HMP Stafford" in told
    assert signed_in.get(address).status_code == 404


def test_a_later_move_asks_again(person, manager, grant, moved, stafford):
    services.dismiss_proposal(stay=person.stays.over().get(), by=manager, reason="Comes back")
    services.dismiss_proposal(stay=moved, by=manager, reason="Too short")
    assert proposed(person, manager) == []
    assert moves_waiting_for(again(manager)) == []

    leave(moved, "2026-03-10")
    back = hold(person, stafford, "2026-03-10")
    assert proposed(person, manager) == []
    leave(back, "2026-03-20")

    assert proposed(person, manager) == [ENDING]


def test_giving_that_was_put_away_does_not_put_ending_away(person, manager, stafford, prison):
    stay = hold(person, stafford, "2026-01-05")
    services.dismiss_proposal(stay=stay, by=manager, reason="A night only")
    give(person, manager, prison)

    leave(stay)

    assert proposed(person, manager) == [ENDING]


def test_a_decision_about_one_team_says_nothing_about_the_next(person, manager, moved):
    CustodyDecisionFactory(stay=moved, about="giving")

    assert GIVING in proposed(person, manager)


@pytest.mark.parametrize("reason", ["", "x" * 501])
def test_leaving_it_needs_a_reason(signed_in, person, moved, reason):
    response, page = post(signed_in, url("custody-dismiss", person, moved.uuid), reason=reason)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert not CustodyDecision.objects.exists()


def test_who_may_not_act_puts_nothing_away(
    client, person, manager, officer, outsider, administrator, prison, moved
):
    warder = member(prison, Role.MANAGER)
    for user, status in ((officer, 403), (warder, 403), (outsider, 404), (administrator, 404)):
        client.force_login(user)
        assert client.get(url("custody-dismiss", person, moved.uuid)).status_code == status
        refused = PermissionDenied if status == 403 else Http404
        with pytest.raises(refused):
            services.dismiss_proposal(stay=moved, by=again(user), reason="No")
    assert not CustodyDecision.objects.exists()


def test_what_is_not_proposed_cannot_be_put_away(signed_in, person, manager, moved, stafford):
    services.dismiss_proposal(stay=moved, by=manager, reason="Too short")
    with pytest.raises(ValidationError, match="Nothing is proposed here any more"):
        services.dismiss_proposal(stay=moved, by=manager, reason="Again")
    other = make_person(by=manager)
    theirs = hold(other, stafford, "2026-01-05")

    assert signed_in.get(url("custody-dismiss", person, theirs.uuid)).status_code == 404
    assert signed_in.get(url("custody-dismiss", other, theirs.uuid)).status_code == 200


# ---- On Home ------------------------------------------------------------------------------------
def test_home_asks_by_reference_alone(signed_in, person, moved):
    asked = words(signed_in.get("/"))
    page = asked[: asked.index("My people")]

    assert f"Check who has access to {person.reference}" in page
    assert "Custody has changed: 1 access to end, 1 access to give." in page
    assert url("sharing", person) in page
    for secret in ("Pellworth", "HMP Dovegate", "HMP Stafford"):
        assert secret not in page


def test_home_and_sharing_agree(person, manager, moved, police, prison, stafford, dovegate):
    """The same question, asked of one record and of all."""
    people = [person, *(make_person(by=manager, surname=name) for name in ("One", "Two", "Three"))]
    hold(people[1], stafford, "2026-01-05")
    give(people[2], manager, prison)
    leave(hold(people[2], stafford, "2026-01-05"))
    give(people[3], manager, prison)
    hold(people[3], stafford, "2026-01-05")

    waiting = {one.record: (one.to_end, one.to_give) for one in moves_waiting_for(again(manager))}

    counted = {}
    for one in people:
        kinds = [about for about, _ in proposed(one, manager)]
        if kinds:
            counted[one] = (kinds.count("ending"), kinds.count("giving"))
    assert waiting == counted
    assert len(waiting) == 3


def test_home_shows_the_latest_and_costs_the_same_for_many(signed_in, manager, stafford):
    def more(start):
        return hold(make_person(by=manager), stafford, start)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get("/").status_code == 200
        return len(queries)

    more("2026-01-01")
    asked()
    one = asked()
    for date in range(1, 24):
        last = more(f"2026-02-{date:02}")

    assert asked() == one
    waiting = moves_waiting_for(again(manager))
    assert len(waiting) == 20
    assert waiting[0].record == last.profile


def test_sharing_costs_the_same_after_many_moves(signed_in, person, manager, police, moved):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(url("sharing", person)).status_code == 200
        return len(queries)

    asked()
    one = asked()
    for month in range(1, 10):
        team = TeamFactory(agency=police.agency)
        place = EstablishmentFactory(code=f"hmp-{month}", name=f"HMP {month}", team=team)
        give(person, manager, team)
        hold(person, place, f"2024-{month:02}-01", f"2024-{month:02}-20")

    assert len(proposals_for(again(manager), person)) == 11
    assert asked() == one
