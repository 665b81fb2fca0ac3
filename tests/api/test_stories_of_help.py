"""A gallery, a panel and somebody who is missing again, told by programs of the teams concerned.

The stories are those of the domain. The programs know the published document and nothing else.
"""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import allow_sharing, restrict
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from alerts.factors.shipped import SHIPPED
from alerts.models import Firing
from alerts.tests.factor_factories import drain, rule_of
from api.tests.factories import program_of
from galleries.tests.conftest import gallery, sussex
from missing.tests.casts import a_cast, ago
from profiles.models import Profile
from referrals.models import Arrangement
from referrals.tests.factories import ANSWERS, ArrangementFactory
from tests.api.client import Documented
from tests.api.telling import opened

__all__ = ["gallery", "sussex"]

pytestmark = pytest.mark.slow

TODAY = timezone.localdate


def program(team, **fields):
    return Documented(program_of(team, **fields))


# ---- 5. Somebody of fifteen at high risk --------------------------------------------------------
@pytest.fixture
def helpers(sussex, gallery):
    """Five teams of the neighbouring area that see the gallery."""
    teams = [TeamFactory(areas=[sussex.brighton]) for _ in range(5)]
    gallery.teams.add(*teams)
    return teams


@pytest.fixture
def owner(sussex, gallery):
    gallery.curators.add(sussex.teams.owner)
    return program(sussex.teams.owner)


@pytest.fixture
def added(sussex, owner):
    """The record of somebody of fifteen, and their entry on the gallery."""
    born = TODAY().replace(day=1) - datetime.timedelta(days=15 * 366)
    person = opened(
        owner, sussex.teams.owner, surname="Marchwood", forenames="Ellie", born_on=str(born)
    )
    said = {"person": person, "risk": "high", "reason": "Met by a car after school"}
    entry = owner.told("post_galleries_one_entries", slug="vulnerable", body=said)
    return person, {"slug": "vulnerable", "uuid": entry["uuid"]}


def test_five_neighbours_offer_help_and_the_owners_stay_owners(sussex, owner, helpers, added):
    person, entry = added

    for team in helpers:
        one = program(team)
        seen = one.told("get_galleries_one_entries_one", **entry)
        assert (seen["name"], seen["risk"]["code"], seen["person"]) == (
            "Ellie Marchwood",
            "high",
            None,
        )
        said = {"words": "We can visit on Tuesdays", "phone": "01632 960 177"}
        one.told("post_galleries_one_entries_one_offers", **entry, body=said)
        one.refused(404, "get_profiles_one", uuid=person)

    offers = owner.told("get_galleries_one_entries_one_offers", **entry)["results"]
    assert len(offers) == 5
    name, at = owner.at(f"{offers[0]['url']}answer/", "post")
    assert owner.told(name, **at, body={"answer": "accept"})["state"] == "accepted"
    assert Profile.objects.get(uuid=person).owner_team == sussex.teams.owner


def test_somebody_restricted_is_not_on_the_gallery_for_others(sussex, helpers, added):
    person, entry = added
    manager = member(sussex.teams.owner, Membership.Role.MANAGER)
    restrict(Profile.objects.get(uuid=person), manager)

    for one in (program(helpers[0]), program(sussex.teams.distant)):
        one.refused(404, "get_galleries_one_entries_one", **entry)
    assert program(helpers[0]).told("get_galleries_one_entries", slug="vulnerable")["count"] == "0"


# ---- 6. A neighbourhood resolution panel --------------------------------------------------------
HAPPENED = {
    "offence": "criminal-damage",
    "place": "Bus shelter, Stafford",
    "summary": "Kicked a pane out.",
    "admission": "admitted",
    "level": "panel",
    "officer_phone": "01632 960 001",
    "forenames": "Liam",
    "surname": "Corrigan",
}


@pytest.fixture
def officer_program(cast):
    return program(cast.police)


@pytest.fixture
def coordinators(cast):
    """The program of those who run panels, with whom the police may share."""
    arrangement = ArrangementFactory(area=cast.staffordshire)
    allow_sharing(cast.police, arrangement.coordinators)
    return program(Arrangement.objects.get().coordinators)


@pytest.fixture
def submitted(officer_program, coordinators):
    """The uuid of a referral that was written and submitted."""
    return referred(officer_program)


def referred(one):
    """Start a referral, say who agreed, fill in its form and submit it."""
    told = one.told("post_referrals", body={**HAPPENED, "happened_on": TODAY().isoformat()})
    agreed = {"consented_on": TODAY().isoformat(), "consent_method": "in-person"}
    one.changed(
        "patch_referrals_one_people_one",
        uuid=told["uuid"],
        child=told["people"][0]["uuid"],
        body=agreed,
    )
    harmed = {"role": "harmed", "forenames": "Niamh", "surname": "Tapley", **agreed}
    one.told("post_referrals_one_people", uuid=told["uuid"], body=harmed)
    for section in told["sections"]:
        fill(one, section["url"])
    assert one.told("post_referrals_one_submit", uuid=told["uuid"])["state"] == "submitted"
    return told["uuid"]


def fill(one, section):
    """Answer the questions of a section of its form."""
    name, at = one.at(section)
    asked = {field["name"] for field in one.told(f"{name}_edit", **at)["fields"]}
    said = {code: text for code, text in ANSWERS.items() if code in asked}
    one.change(section, said)


def test_a_referral_is_accepted_and_a_case_opens(officer_program, coordinators, submitted):
    read = coordinators.told("get_referrals_one", uuid=submitted)
    assert ANSWERS["harm"] in str(read["form"])
    officer_program.refused(403, "post_referrals_one_accept", uuid=submitted, body={})

    told = coordinators.told("post_referrals_one_accept", uuid=submitted, body={"title": "Pane"})

    assert told["state"] == "preparation"
    assert coordinators.told("get_cases_one", uuid=told["case"])["title"] == "Pane"
    seen = officer_program.told("get_referrals_one", uuid=submitted)
    assert [step["what"] for step in seen["steps"]][-1] == "accepted"


def test_a_referral_is_declined_with_the_reason(officer_program, coordinators, submitted):
    coordinators.refused(422, "post_referrals_one_decline", uuid=submitted, wrong=True)
    coordinators.told("post_referrals_one_decline", uuid=submitted, body={"words": "Not admitted"})

    told = officer_program.told("get_referrals_one", uuid=submitted)

    assert (told["state"], told["steps"][-1]["text"]) == ("declined", "Not admitted")


def test_every_intervention_is_found_in_the_register(cast, officer_program, submitted):
    happened = {**HAPPENED, "happened_on": TODAY().isoformat(), "level": "street"}
    happened.pop("officer_phone")
    agreed = {"agreed": "now", "harmed_agreed": "now", "agreement": "kept", "done": "Apologised"}
    officer_program.told("post_rj", body={**happened, **agreed})

    found = officer_program.told("get_rj_search", query={"q": "liam corrigan"})

    assert found["answer"]["name"] == "Liam Corrigan"
    assert found["answer"]["sentence"].startswith("Yes, once.")
    elsewhere = program(cast.elsewhere)
    assert elsewhere.told("get_rj_search", query={"q": "liam corrigan"})["answer"] is None
    elsewhere.refused(404, "get_referrals_one", uuid=submitted)


def test_a_control_room_has_pages_and_no_program(cast, officer_program):
    officer_program.http.force_login(cast.operator)
    officer_program.headers = {}

    for name in ("get_rj", "get_profiles", "get_cases", "get_statistics"):
        officer_program.refused(404, name)


# ---- 7. Missing again ---------------------------------------------------------------------------
@pytest.fixture
def away(db):
    """Mia, whom the care home has reported; who meets in her episode."""
    return a_cast()


def moment(minutes):
    return timezone.localtime(ago(minutes)).isoformat()


def reported(one, person, minutes):
    """The episode of a person, from their record and its plan."""
    said = {
        "person": str(person.uuid),
        "description": "Slim, short dark hair",
        "last_seen_at": moment(minutes),
        "last_seen_place": "The bus station",
        "reporter_name": "Joan Birchall",
        "reporter_phone": "01632 960 177",
        "relationship": "Key worker",
    }
    return one.told("post_missing", body=said)["uuid"]


def found(one, episode, minutes):
    said = {
        "outcome": "returned",
        "located_at": moment(minutes),
        "located_place": "Home",
    }
    return one.told("post_missing_one_found", uuid=episode, body=said)


def test_the_unit_assesses_the_hospital_adds_and_she_comes_back(away):
    unit, ward, episode = program(away.unit), program(away.ward), away.episode.uuid
    ward.refused(404, "get_missing_one", uuid=episode)
    unit.told("post_missing_one_risk", uuid=episode, body={"risk": "high", "rationale": "A car"})
    let_in(away, unit)

    seen = {"seen_at": moment(30), "obtained_at": moment(25), "place": "A&E"}
    ward.told("post_missing_one_sightings", uuid=episode, body={**seen, "reliability": "likely"})

    kinds = unit.told("get_missing_one_timeline", uuid=episode)["results"]
    assert {one["kind"] for one in kinds} == {"risk", "sighting", "report"}
    ward.refused(403, "post_missing_one_risk", uuid=episode, wrong=True)
    (talk, *_) = found(unit, episode, 20)["interviews"]
    name, at = unit.at(f"{talk['url']}offer/", "post")
    offered = {"offered_by": "Ann Wroxham", "offered_at": moment(10)}
    assert unit.told(name, **at, body=offered)["state"] == "offered"


def let_in(away, unit):
    """The unit shares the case with the hospital."""
    away.unit.gives_access = "practitioners"
    away.unit.save()
    allow_sharing(away.unit, away.ward)
    terms = {
        "sections": ["actions"],
        "level": 2,
        "purpose": "To find her",
        "basis": unit.told("get_cases_one_grants_new", uuid=away.episode.case.uuid)["fields"],
        "how_long": "open",
        "teams": [str(away.ward.uuid)],
    }
    terms["basis"] = next(
        one["choices"][0]["value"] for one in terms["basis"] if one["name"] == "basis"
    )
    unit.told("post_cases_one_grants", uuid=away.episode.case.uuid, body=terms)


def test_a_handover_is_acknowledged(away):
    early, late = program(away.unit), program(away.unit)
    case = early.told("get_missing_one", uuid=away.episode.uuid)["case"]

    given = early.told("post_cases_one_hand_over", uuid=case, body={"note": "Ring her sister"})
    taken = late.told(
        "post_handovers_one_acknowledge", uuid=given["uuid"], body={"answer": "Will do"}
    )

    assert (taken["is_waiting"], taken["answer"]) == (False, "Will do")
    assert early.told("get_handovers_one", uuid=given["uuid"])["answer"] == "Will do"


def test_the_third_time_in_ninety_days_fires(away):
    (repeat,) = [one for one in SHIPPED if one.code == "repeat-missing"]
    rule_of(away.carer.acting_team, name=repeat.name, **repeat.rule)
    unit, home = program(away.unit), program(away.carer.acting_team)
    drain()

    found(unit, away.episode.uuid, 50)
    found(unit, reported(home, away.person, 40), 30)
    drain()
    assert not Firing.objects.exists()
    reported(home, away.person, 20)
    drain()

    assert Firing.objects.get().profile == away.person
