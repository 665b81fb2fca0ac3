"""The demo world: made once, never in production, and with the stories part way."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from access.models import Grant
from agencies.models import Agreement, Area, Team, User
from api.models import ApiClient
from core import policy
from galleries.models import Offer
from profiles.custody import own_establishments, proposals_for
from profiles.filters import PeopleFilter
from profiles.models import Involvement, Phone, Profile, StatutoryStatus
from profiles.selectors import reports_due_soon, risk_reviews_overdue

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]


def test_the_demo_world_is_made_once(demo, capsys):
    before = (User.objects.count(), Profile.objects.count(), Grant.objects.count())

    call_command("seed_demo")

    assert (User.objects.count(), Profile.objects.count(), Grant.objects.count()) == before
    # The people of the README, and the account of a program.
    assert before[0] == 26
    assert before[1] >= 40
    assert "there already" in capsys.readouterr().out


def test_the_stories_wait_where_their_next_step_is(demo):
    colleague = User.objects.get(username="ppo2.norfolk")
    shane = Profile.objects.get(surname="Tillotson")
    callum = Profile.objects.get(surname="Drayfield")

    assert not Profile.objects.visible_to(colleague).filter(pk=shane.pk).exists()
    assert Profile.objects.known_to(colleague).filter(pk=shane.pk).exists()
    assert not Grant.objects.of(callum).exists()


def test_a_move_waits_for_the_lead_and_a_prison_has_its_people(demo):
    lead, spoc = (
        User.objects.get(username=name) for name in ("lead.staffordshire", "spoc.stafford")
    )
    dean = Profile.objects.get(surname="Ashlow")

    assert [(p.about, p.team.name) for p in proposals_for(lead, dean)] == [
        ("ending", "HMP Stafford"),
        ("giving", "HMP Dovegate"),
    ]
    assert proposals_for(spoc, dean) == []
    here = Profile.objects.in_custody([place.pk for place in own_establishments(spoc)])
    assert [person.surname for person in here.visible_to(spoc)] == ["Pellworth"]


def test_another_system_waits_for_the_second_person(demo):
    asked = User.objects.get(username="lead.staffordshire")
    agrees = User.objects.get(username="admin.staffordshire")
    client = ApiClient.objects.get()

    assert (client.created_by, client.scopes) == (asked, ["reports:read", "statistics:read"])
    assert not policy.can(asked, "api_client.agree", client)
    assert policy.can(agrees, "api_client.agree", client)


def test_a_panel_and_a_missing_child_wait_for_their_next_step(demo):
    champion, coordinator, carer, nurse = (
        User.objects.get(username=name)
        for name in (
            "champion.staffordshire",
            "nrp.staffordshire",
            "care.norfolk",
            "hospital.norfolk",
        )
    )

    def seen_by(user, section=""):
        seen = Profile.objects.visible_to(user, section=section)
        return {person.surname for person in seen}

    assert {"Tamblyn", "Applewhaite"} <= seen_by(champion, "log")
    assert seen_by(coordinator) == set()
    assert seen_by(carer, "contact_details") == {"Calderbrook"}
    assert seen_by(nurse) == set()


def test_each_filter_and_search_finds_somebody(demo):
    asked = [
        *({"role": kind} for kind in ("offender", "suspect")),
        *({"risk": level} for level in ("high", "medium", "low")),
        *({"team": whose} for whose in ("ours", "shared")),
        *({"custody": where} for where in ("in", "out", "mine")),
        *({"warning": "yes"}, {"area": "E23000015"}, {"contact": "28"}, {"mine": "on"}),
        *({"q": words} for words in ("Haskayne", "Pelwurth", "01632 960 331", "tanery row")),
        {"q": "09/48211P"},
    ]
    readers = User.objects.filter(username__in=["officer.staffordshire", "spoc.stafford"])

    def finds(reader, filters):
        return PeopleFilter(SimpleNamespace(user=reader, GET=filters)).page().rows

    in_vain = [one for one in asked if not any(finds(reader, one) for reader in readers)]
    assert in_vain == []


def test_every_telephone_is_fiction(demo):
    told = [
        *Phone.objects.values_list("number", flat=True),
        *Team.objects.values_list("phone", flat=True),
        *Involvement.objects.values_list("phone", flat=True),
        *StatutoryStatus.objects.values_list("phone", flat=True),
    ]

    assert len(told) > 30
    assert [phone for phone in told if phone and not phone.startswith("01632 960 ")] == []


def test_teams_of_neighbouring_partnerships_are_neighbours(demo):
    brighton = Team.objects.get(name="Brighton and Hove ASB Team")
    adur = Team.objects.get(name="Adur and Worthing Vulnerability Team")

    assert adur in Team.objects.neighbours_of(brighton)
    assert brighton in Team.objects.neighbours_of(adur)


def test_a_trigger_factor_has_fired_and_says_why(demo, client):
    waiting = User.objects.get(username="asb.brighton")
    client.force_login(waiting)

    page = client.get("/alerts/").content.decode()

    assert "Maureen Oakhurst" in page
    assert "has 3 or more complaints of anti-social behaviour as complainant" in page
    assert "Rule: Third ASB complaint." in page
    assert "Useful?" in page


def test_help_is_offered_after_the_person_was_added(demo):
    offers = Offer.objects.select_related("entry")

    assert offers.count() == 5
    assert [offer for offer in offers if offer.made_at <= offer.entry.added_at] == []


def test_every_access_across_agencies_has_an_agreement(demo):
    pairs = {
        (profile.owner_team.agency, (grant.team or grant.user.acting_team).agency)
        for profile in Profile.objects.all()
        for grant in Grant.objects.of(profile)
    }
    across = {(one, other) for one, other in pairs if one != other}

    assert len(across) >= 4
    assert [pair for pair in across if Agreement.objects.covering(*pair) is None] == []
    assert [a.name for a in Agreement.objects.lapsing(30)] == ["Through-the-gate pilot"]
    assert [a.name for a in Agreement.objects.in_state("lapsed", 60)] == ["Victims’ contact pilot"]


def test_the_demo_world_is_refused_in_production(settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="not for production"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_the_demo_world_needs_areas():
    Area.objects.all().delete()

    with pytest.raises(CommandError, match="load_areas"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_the_role_of_web_and_workers_cannot_make_it():
    call_command("load_areas", verbosity=0)

    with pytest.raises(CommandError, match="owner"):
        call_command("seed_demo")
    assert not User.objects.exists()


def test_reports_and_a_review_of_risk_wait_for_those_whose_they_are(demo):
    spoc, lead = (
        User.objects.get(username=name) for name in ("spoc.stafford", "lead.staffordshire")
    )

    due = [(str(row), row.due_on - timezone.localdate()) for row in reports_due_soon(spoc, 9)]
    late = [one.profile.surname for one in risk_reviews_overdue(lead, 9)]

    assert due == [
        ("Prison History due", datetime.timedelta(days=-2)),
        ("Pre-release report due", datetime.timedelta(days=5)),
    ]
    assert late == ["Drayfield"]
