"""Somebody is reported missing: of the plan, of the record, by name; by many, once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.levels import Level
from access.models import Grant
from access.services import exclude_person
from access.tests.factories import allow_sharing, give, restrict
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core import once
from missing import services
from missing.models import Episode, MissingReport
from missing.tests.acts import find
from missing.tests.factories import HOURS, PlanFactory, a_report, arranged, report
from missing.tests.typed import BY_NAME, NEW, REPORT, STRANGER
from profiles.tests.factories import make_person
from records.models import Draft

ABSENT = "11111111-1111-4111-8111-111111111111"


def at(person):
    return f"{REPORT}?person={person.uuid}"


def words_of(response):
    return response.content.decode()


def report_by_name(by, **facts):
    """Somebody without a record, by name alone."""
    team = by.acting_team
    return services.report_missing(
        by=by,
        team=team,
        area=team.areas.get(),
        report=a_report(),
        last_seen_at=timezone.now() - HOURS,
        last_seen_place="The bus station",
        **facts,
    )


@pytest.fixture
def unit(staffordshire):
    team = TeamFactory(name="Missing Unit", areas=[staffordshire], phone="01632960150")
    arranged(team)
    return team


@pytest.fixture
def carer(person, manager, council):
    """Of the care company that keeps the plan, and reads nothing else."""
    council.phone = "01632960177"
    council.save()
    give(person, manager, council, sections=["missing_plan"], level=Level.CONTRIBUTE)
    return member(council, name="Joan Birchall")


@pytest.fixture
def plan(person, carer):
    return PlanFactory(profile=person, by=carer, medication="Insulin", clothing="A red cap")


# ---- From the plan ------------------------------------------------------------------------------
def test_a_carer_reports_from_the_plan_on_one_page(client, unit, person, plan, carer):
    client.force_login(carer)
    assert at(person).partition("/report/")[2] in words_of(client.get(REPORT))
    form = client.get(at(person)).context["form"]
    asked = {name for name in form.fields if form.fields[name].required}
    assert asked - {"reporter_name", "reporter_phone", "relationship"} == {
        "last_seen_at",
        "last_seen_place",
    }
    assert form["reporter_name"].value() == "Joan Birchall"
    assert form["reporter_phone"].value() == "01632960177"

    response = client.post(at(person), NEW)

    episode = Episode.objects.get()
    assert response.url == episode.get_absolute_url()
    assert (episode.profile, episode.case.owner_team) == (person, unit)
    assert (episode.description, episode.medication) == (plan.description, "Insulin")
    assert episode.clothing == "Grey hoodie"
    assert "Joan Birchall, 01632 960 177" in episode.friends
    assert episode.plan_as_at == plan.history.first().history_id
    assert timezone.localtime(episode.last_seen_at).hour == 21
    assert "Missing Unit has your report" in words_of(client.get("/"))


def test_what_they_usually_wear_goes_out_where_nobody_knows_better(
    client, unit, person, plan, carer
):
    client.force_login(carer)

    client.post(at(person), {**NEW, "clothing": ""})

    assert Episode.objects.get().clothing == "Usually: A red cap"


def test_a_record_without_a_plan_asks_for_the_description(client, unit, person, officer):
    client.force_login(officer)

    refused = client.post(at(person), NEW)
    client.post(at(person), {**NEW, "description": "Tall"})

    assert "description" in refused.context["form"].errors
    assert Episode.objects.get().description == "Tall"


def test_whose_plan_is_not_read_is_not_offered(client, unit, person, plan, manager, prison):
    give(person, manager, prison, sections=["log"])
    client.force_login(member(prison))

    assert person.name not in words_of(client.get(REPORT))
    page = words_of(client.get(at(person)))
    assert "Insulin" not in page
    assert client.get(at(person)).context["form"].fields["description"].required


def test_many_plans_cost_no_more_than_one(client, unit, person, plan, manager, carer):
    client.force_login(carer)
    client.get(REPORT)
    with CaptureQueriesContext(connection) as one:
        client.get(REPORT)
    for _ in range(4):
        other = make_person(by=manager)
        give(other, manager, carer.acting_team, sections=["missing_plan"], level=2)
        PlanFactory(profile=other, by=carer)

    with CaptureQueriesContext(connection) as five:
        page = words_of(client.get(REPORT))

    assert page.count("?person=") == 6
    assert len(five) == len(one)


# ---- By name ------------------------------------------------------------------------------------
def test_somebody_without_a_record_is_reported_by_name(client, unit, council):
    by = member(council)
    client.force_login(by)

    client.post(BY_NAME, STRANGER)

    episode = Episode.objects.get()
    assert (episode.name, episode.born_on) == ("Mia Calderbrook", datetime.date(2012, 3, 14))
    assert episode.profile is None
    said = MissingReport.objects.get().text
    assert "Grey hoodie" in said
    assert "Slim, short dark hair" in said


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_seen_at", "tomorrow 9pm"),
        ("last_seen_at", "yesterday"),
        ("last_seen_at", ""),
        ("name", ""),
        ("reporter_phone", ""),
    ],
)
def test_what_is_wrong_stands_by_its_field_and_nothing_is_lost(
    client, unit, council, field, value
):
    client.force_login(member(council))

    answer = client.post(BY_NAME, {**STRANGER, field: value})

    assert list(answer.context["form"].errors) == [field]
    assert "Not back at 9pm" in words_of(answer)
    assert not Episode.objects.exists()
    kept = client.get(BY_NAME).context["form"]
    assert kept["circumstances"].value() == "Not back at 9pm, phone is off"


YEARS = [("3 June 2012", "3 June 1926 4pm"), ("", "3 June 2011 4pm")]


@pytest.mark.parametrize(("born", "seen"), YEARS)
def test_a_mistyped_year_comes_back(client, unit, council, born, seen):
    client.force_login(member(council))

    page = client.post(BY_NAME, {**STRANGER, "born_on": born, "last_seen_at": seen})

    assert "Check the year" in page.content.decode()
    assert not Episode.objects.exists()


def test_nothing_of_the_draft_is_left_when_it_is_sent(client, unit, council):
    client.force_login(member(council))
    client.post(BY_NAME, {**STRANGER, "name": ""})

    client.post(BY_NAME, STRANGER)

    assert not Draft.objects.exists()


def test_sent_twice_is_saved_once(client, unit, council):
    client.force_login(member(council))
    token = client.get(BY_NAME).context["form"].once

    for _ in range(2):
        assert client.post(BY_NAME, {**STRANGER, once.FIELD: token}).status_code == 302

    assert MissingReport.objects.count() == 1


# ---- As if they had never existed ---------------------------------------------------------------
def test_a_hidden_person_answers_like_nobody(client, unit, person, manager, officer, council):
    stranger = member(council)
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    hidden = make_person(by=manager)
    restrict(hidden, manager)

    for reader, one in ((stranger, person), (officer, person), (officer, hidden)):
        client.force_login(reader)
        answers = [
            (
                client.get(f"{REPORT}?person={uuid}").content.count(b"No person found"),
                words_of(client.post(f"{REPORT}?person={uuid}", NEW)).count("No person found"),
                words_of(client.get(f"{REPORT}?q={one.reference}")).count("No matching people"),
            )
            for uuid in (one.uuid, ABSENT)
        ]
        assert answers == [(1, answers[0][1], 1)] * 2
        assert answers[0][1] > 0
    assert not Episode.objects.exists()


def test_who_is_excluded_from_the_record_learns_nothing_by_reporting_by_name(
    client, unit, person, manager, officer
):
    report(manager, profile=person)
    exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    client.force_login(officer)

    answer = client.post(
        BY_NAME, {**STRANGER, "name": person.name, "born_on": str(person.born_on)}, follow=True
    )

    assert "Missing Unit has your report" in words_of(answer)
    assert "tel:01632960150" in words_of(answer)
    assert "lready" not in words_of(answer)
    assert Episode.objects.count() == 1
    assert not Episode.objects.visible_to(officer).exists()
    assert MissingReport.objects.count() == 2


# ---- Missing already ----------------------------------------------------------------------------
def test_the_record_of_somebody_missing_leads_to_the_episode(client, unit, person, officer):
    client.force_login(officer)
    record = person.get_absolute_url()
    before = words_of(client.get(record)), words_of(client.get(at(person)))
    episode = report(officer, profile=person).episode

    shown, form = words_of(client.get(record)), words_of(client.get(at(person)))

    link = f'href="{episode.get_absolute_url()}"'
    assert [link in page for page in before] == [False, False]
    assert "Report missing</a>" in before[0]
    assert "Report missing</a>" not in shown
    assert "Missing now: open</a>" in shown
    assert "is missing now" in form
    assert link in shown
    assert link in form


def test_who_was_found_can_be_reported_again(client, unit, person, officer):
    client.force_login(officer)
    arranged(officer.acting_team)
    find(report(officer, profile=person).episode, officer)

    assert "Report missing</a>" in words_of(client.get(person.get_absolute_url()))
    assert "is missing now" not in words_of(client.get(at(person)))


def test_who_cannot_see_the_episode_learns_nothing_of_it(client, unit, person, manager, prison):
    give(person, manager, prison, sections=["log"])
    report(manager, profile=person)
    client.force_login(member(prison))

    record = words_of(client.get(person.get_absolute_url()))

    assert "Report missing</a>" in record
    assert "Missing now" not in record
    assert "is missing now" not in words_of(client.get(at(person)))


def test_a_second_report_joins_and_says_who_was_first(client, unit, person, plan, manager, carer):
    allow_sharing(unit, carer.acting_team)
    report(manager, profile=person)
    client.force_login(carer)

    answer = client.post(at(person), NEW, follow=True)

    said = words_of(answer)
    assert "Already reported at" in said
    assert "Ruth Calloway, Staffordshire IOM Team" in said
    assert Episode.objects.count() == 1
    assert "Grey hoodie" in MissingReport.objects.get(written_by=carer).text


def test_who_joins_without_an_agreement_gets_no_access_and_is_told_so(
    client, unit, person, plan, manager, carer
):
    report(manager, profile=person)
    client.force_login(carer)

    answer = client.post(at(person), NEW, follow=True)

    assert "Missing Unit has your report" in words_of(answer)
    assert "no agreement covers it" in words_of(answer)
    assert "lready" not in words_of(answer)
    assert "Grey hoodie" in MissingReport.objects.get(written_by=carer).text
    assert not Episode.objects.visible_to(carer).exists()
    assert not Grant.objects.of(Episode.objects.get().case).filter(team=carer.acting_team).exists()


def test_who_was_first_needs_no_agreement_and_keeps_the_access(unit, person, plan, carer):
    first = report(carer, profile=person)
    again = report(carer, profile=person)

    assert (first.is_joined, again.is_joined) == (False, True)
    assert not again.lacks_agreement
    assert Episode.objects.visible_to(carer).get() == first.episode


def test_an_episode_and_a_record_are_combined_by_a_report_that_knows_both(unit, person, manager):
    facts = {"name": person.name, "born_on": person.born_on}
    other = make_person(by=manager, forenames="Kit", surname="Wardle")

    def kinds(verb):
        return list(
            Event.objects.filter(verb=verb).order_by("pk").values_list("operation", flat=True)
        )

    report_by_name(manager, **facts)
    assert kinds("participant.added") == [Event.COLLECTION]
    report(manager, profile=person, **facts)
    assert kinds("missing.linked") == [Event.COMBINATION]
    report(manager, profile=other)
    assert kinds("participant.added") == [Event.COLLECTION, Event.COMBINATION]


def test_a_name_and_a_date_of_birth_join_and_open_nothing(client, unit, person, manager, council):
    report(manager, profile=person)
    stranger = member(council)
    client.force_login(stranger)

    answer = client.post(
        BY_NAME, {**STRANGER, "name": person.name, "born_on": str(person.born_on)}, follow=True
    )

    assert answer.status_code == 200
    assert Episode.objects.count() == 1
    assert not Episode.objects.visible_to(stranger).exists()
    assert client.get(Episode.objects.get().get_absolute_url()).status_code == 404
