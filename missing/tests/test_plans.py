"""Plans are written by those who add to their section, merged, confirmed and printed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core.dates import months_from
from missing import services
from missing.models import Plan
from missing.tests.factories import ArrangementFactory, PlanAdditionFactory, PlanFactory
from profiles.tests.factories import make_person
from records.models import Draft

TYPED = {
    "protocol": "philomena",
    "description": "Slim, short dark hair",
    "lives_at": "The Larches, Wroxham",
    "places": "Riverside car park",
    "who_to_ring": "Joan Birchall, 01632 960 177",
}


def of(person, name="plan"):
    return reverse(f"missing:{name}", args=[person.uuid])


def shown(client, address):
    return client.get(address).content.decode()


@pytest.fixture
def carer(person, manager, council):
    """Of the care company that keeps the plan."""
    give(person, manager, council, sections=["missing_plan"], level=Level.CONTRIBUTE)
    return member(council, name="Joan Birchall")


@pytest.fixture
def plan(person, carer):
    return PlanFactory(profile=person, by=carer)


def test_a_carer_writes_the_plan_and_the_police_read_it(client, person, carer, officer):
    ArrangementFactory(area=person.owner_team.areas.get(), plan_review_months=2)
    client.force_login(carer)
    assert "has no missing plan" in shown(client, of(person))

    client.post(of(person, "plan-write"), TYPED)

    client.force_login(officer)
    words = shown(client, of(person))
    assert "Riverside car park" in words
    assert "by Joan Birchall" in words
    assert Plan.objects.get().review_on == months_from(timezone.localdate(), 2)
    assert "Made the missing plan" in shown(
        client, reverse("profiles:history", args=[person.uuid])
    )


def test_the_plan_says_first_what_is_needed_first(client, person, plan, officer):
    plan.medication = "Insulin at 8am"
    plan.save()
    client.force_login(officer)

    words = shown(client, of(person))

    order = ["Slim, short dark hair", "The bus station", "Joan Birchall, 01632", "Insulin"]
    assert sorted(order, key=words.index) == order


@pytest.mark.parametrize(("born", "protocol"), [(14, "philomena"), (80, "herbert")])
def test_the_protocol_goes_by_the_age(client, officer, born, protocol):
    today = timezone.localdate()
    person = make_person(by=officer, born_on=datetime.date(today.year - born, 1, 1))
    client.force_login(officer)

    form = client.get(of(person, "plan-write")).context["form"]

    assert form["protocol"].value() == protocol


def test_who_reads_the_section_reads_the_plan_and_does_not_change_it(
    client, person, plan, manager, prison
):
    give(person, manager, prison, sections=["missing_plan"])
    reader = member(prison)
    client.force_login(reader)

    assert "Slim, short dark hair" in shown(client, of(person))
    assert client.get(of(person, "plan-write")).status_code == 403
    with pytest.raises(PermissionDenied):
        services.edit_plan(plan=plan, by=reader, places="Nowhere")


def test_without_the_section_there_is_no_plan_and_no_tab(client, person, plan, manager, prison):
    give(person, manager, prison, sections=["log"])
    client.force_login(member(prison))

    for name in ("plan", "plan-write", "plan-review", "plan-print"):
        assert client.get(of(person, name)).status_code == 404
    assert of(person) not in shown(client, person.get_absolute_url())
    with pytest.raises(Http404):
        services.review_plan(plan=plan, by=member(prison))


def test_two_who_change_it_at_once_lose_nothing(client, person, plan, carer, officer):
    client.force_login(carer)
    opened = client.get(of(person, "plan-write")).context["form"]["opened"].value()
    services.edit_plan(plan=plan, by=officer, places="Castle Meadow", devices="01632 960 386")
    typed = {**TYPED, "places": plan.places, "opened": opened}

    merged = client.post(of(person, "plan-write"), {**typed, "description": "Cut her hair"})
    clash = client.post(of(person, "plan-write"), {**typed, "places": "The pier"})

    assert merged.status_code == 302
    plan.refresh_from_db()
    assert (plan.places, plan.description) == ("Castle Meadow", "Cut her hair")
    assert plan.devices == "01632 960 386"
    assert clash.status_code == 409
    assert "Castle Meadow" in clash.content.decode()


def test_a_second_plan_is_refused_and_the_text_is_kept(client, person, plan, carer):
    with pytest.raises(ValidationError, match="Somebody else has written a plan"):
        services.write_plan(profile=person, by=carer, **TYPED)

    client.force_login(carer)
    answer = client.post(of(person, "plan-write"), {**TYPED, "description": "Tall, red hair"})
    assert answer.status_code == 409
    assert "Tall, red hair" in answer.content.decode()


def test_what_is_wrong_stands_by_its_field_and_is_kept_as_a_draft(client, person, carer):
    client.force_login(carer)

    answer = client.post(of(person, "plan-write"), {**TYPED, "who_to_ring": ""})

    assert "Enter who to ring first" in answer.content.decode()
    assert "Riverside car park" in answer.content.decode()
    assert Draft.objects.get().kind == "missing-plan"
    assert client.get(of(person, "plan-write")).context["form"]["places"].value() == (
        "Riverside car park"
    )


def test_a_late_plan_is_asked_about_on_home_until_it_is_confirmed(client, person, plan, carer):
    plan.review_on = timezone.localdate()
    plan.save()
    client.force_login(carer)
    assert of(person, "plan-review") in shown(client, "/")
    assert "ecins-late" in shown(client, of(person))

    client.post(of(person, "plan-review"), {})

    assert of(person, "plan-review") not in shown(client, "/")
    plan.refresh_from_db()
    assert plan.review_on == months_from(timezone.localdate(), 3)
    assert Event.objects.filter(verb="missing_plan.reviewed").count() == 1


def test_home_asks_only_those_who_keep_it(client, person, plan, manager, prison):
    plan.review_on = timezone.localdate()
    plan.save()
    give(person, manager, prison, sections=["missing_plan"])
    client.force_login(member(prison))

    assert of(person, "plan-review") not in shown(client, "/")


def test_what_was_learned_stands_below_with_its_author(client, person, plan, officer):
    PlanAdditionFactory(plan=plan, by=officer)
    client.force_login(officer)

    words = shown(client, of(person))

    assert "Was at the arcade by the pier" in words
    assert "Priya Nandra" in words


def test_staff_of_a_discreet_team_are_not_named(client, person, plan, manager, officer):
    refuge = TeamFactory(name="Larkhill Refuge", is_discreet=True, areas=[])
    give(person, manager, refuge, sections=["missing_plan"], level=Level.CONTRIBUTE)
    keeper = member(refuge, name="Nell Ashdown")
    services.edit_plan(plan=plan, by=keeper, places="Her aunt in Diss")
    client.force_login(officer)

    words = shown(client, of(person))

    assert "Her aunt in Diss" in words
    assert "Nell Ashdown" not in words
    assert "a person of another team" in words


def test_printing_is_an_event(client, person, plan, officer):
    client.force_login(officer)

    assert "Slim, short dark hair" in shown(client, of(person, "plan-print"))

    assert Event.objects.filter(verb__contains="print", actor_id=officer.pk).count() == 1


def test_there_is_nothing_to_print_or_confirm_without_a_plan(client, person, officer):
    client.force_login(officer)

    for name in ("plan-print", "plan-review"):
        assert "has no missing plan yet" in client.get(of(person, name)).content.decode()
    client.post(of(person, "plan-review"))
    assert not Plan.objects.exists()
