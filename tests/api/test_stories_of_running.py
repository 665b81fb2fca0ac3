"""What follows a referral, and what is kept before somebody goes missing; told by programs."""

import datetime

import pytest
from django.utils import timezone

from missing.tests.casts import a_cast
from tests.api.test_stories_of_help import coordinators, officer_program, program, submitted

__all__ = ["coordinators", "officer_program", "submitted"]

pytestmark = pytest.mark.slow


def day(number):
    return (timezone.localdate() + datetime.timedelta(days=number)).isoformat()


# ---- 6. A neighbourhood resolution panel --------------------------------------------------------
def test_a_panel_is_held_and_its_agreement_kept(officer_program, coordinators, submitted):
    coordinators.told("post_referrals_one_accept", uuid=submitted, body={"title": "Pane"})
    place = {"venue": "Library, Stafford", "facilitator": "Wendy Parlour"}
    panel = coordinators.told(
        "post_referrals_one_panels", uuid=submitted, body={"moment": day(0), **place}
    )
    name, at = coordinators.at(f"{panel['url']}record/", "post")
    asked = {
        one["name"]: one for one in coordinators.told(name.replace("post", "get"), **at)["fields"]
    }
    came = [one["value"] for one in asked["came"]["choices"]]
    coordinators.told(name, **at, body={"outcome": "agreement", "came": came})
    agreed = {"agreed_on": day(0), "text_1": "Pay for the pane", "due_on_1": day(14)}
    told = coordinators.told("post_referrals_one_agreement", uuid=submitted, body=agreed)
    name, at = coordinators.at(f"{told['terms'][0]['url']}settle/", "post")
    settled = coordinators.told(name, **at, body={"state": "done", "settled_on": day(0)})

    asked = coordinators.told("get_referrals_one_complete", uuid=submitted)["fields"]
    content = {one["name"]: "very" for one in asked if one["name"].startswith("content_")}
    kept = coordinators.told("post_referrals_one_complete", uuid=submitted, body=content)

    assert (settled["state"], kept["state"]) == ("done", "completed")
    (seen,) = officer_program.told("get_referrals_one_terms", uuid=submitted)["results"]
    assert seen == settled
    officer_program.refused(403, "post_referrals_one_end", uuid=submitted, body={"words": "No"})


# ---- 7. Before somebody is missing --------------------------------------------------------------
@pytest.fixture
def away(db):
    return a_cast()


def test_the_home_writes_a_plan_and_the_unit_makes_a_briefing(away):
    home, unit = program(away.carer.acting_team), program(away.unit)
    person, episode = away.person.uuid, away.episode.uuid
    before = home.told("get_profiles_one_missing_plan", uuid=person)
    said = {
        "protocol": "philomena",
        "description": "Slim, short dark hair",
        "lives_at": "The Larches, Wroxham",
        "who_to_ring": "Joan Birchall, 01632 960 177",
    }

    written = home.changed("patch_profiles_one_missing_plan", uuid=person, body=said)
    sheet = unit.told("post_missing_one_briefing", uuid=episode, body={"recipient": "Night shift"})

    assert (before["is_written"], written["is_written"]) == (False, True)
    assert home.told("get_profiles_one_missing_plan", uuid=person) == written
    assert sheet.content.startswith(b"%PDF")
    unit.refused(404, "get_profiles_one_missing_plan", uuid=person)
