"""The pages of cases, as their readers walk them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from audit.models import Event
from cases.models import Action, Case
from cases.tests import factories
from profiles.tests.factories import make_person


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


def url(name, case, *args):
    return reverse(f"cases:{name}", args=[case.uuid, *args])


def text_of(client, address):
    return client.get(address).content.decode()


def test_open_case_about_a_person(signed_in, manager):
    person = make_person(by=manager)
    address = f"{reverse('cases:open')}?person={person.uuid}"
    assert "Jordan Pellworth is the" in text_of(signed_in, address)

    signed_in.post(
        address,
        {
            "title": "Noise",
            "kind": factories.CaseKindFactory().pk,
            "role": factories.ParticipantRoleFactory().pk,
            "opened_on": "today",
            "team": manager.acting_team.pk,
            "tags": "noise, Noise ,night-time",
        },
    )

    case = Case.objects.get()
    assert case.tags == ["noise", "night-time"]
    assert case.participants.get().profile == person
    assert "Jordan Pellworth" in text_of(signed_in, case.get_absolute_url())


def test_open_case_bad_input_by_the_field(signed_in, manager):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    response = signed_in.post(
        reverse("cases:open"), {"title": "", "opened_on": f"{tomorrow:%d/%m/%Y}"}
    )

    errors = response.context["form"].errors
    assert {"title", "kind", "opened_on", "team"} == set(errors)
    assert not Case.objects.exists()


def test_add_action_done_and_planned(signed_in, case):
    kind, done = factories.ActionKindFactory(), factories.ActionResultFactory()
    same = {"kind": kind.pk, "text": "First visit", "basis": "fact"}

    signed_in.post(
        url("action-add", case), {**same, "state": "done", "moment": "today", "result": done.pk}
    )
    signed_in.post(
        url("action-add", case), {**same, "state": "planned", "planned_for": "tomorrow"}
    )

    assert [action.is_planned for action in Action.objects.order_by("pk")] == [False, True]
    page = text_of(signed_in, url("actions", case))
    assert "2 actions" in page
    assert "Planned" in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"state": "done", "moment": "today"}, "result"),
        ({"state": "done", "moment": "tomorrow"}, "moment"),
        ({"state": "planned"}, "planned_for"),
        ({"state": "planned", "planned_for": "1 January 2020"}, "planned_for"),
        ({"state": "done", "moment": "today", "basis": "reported"}, "told_by"),
        ({"state": "done", "moment": "today", "done_by_name": "Kit"}, "done_by_agency"),
        ({"state": "done", "moment": "today", "minutes": "0"}, "minutes"),
    ],
)
def test_add_action_bad_input_by_the_field(signed_in, case, typed, field):
    kind = factories.ActionKindFactory()
    said = {"kind": kind.pk, "text": "Visit", "basis": "fact", **typed}

    response = signed_in.post(url("action-add", case), said)

    assert field in response.context["form"].errors
    assert response.context["form"]["text"].value() == "Visit"
    assert not Action.objects.exists()


def test_an_agency_beside_a_team_is_refused_by_the_field(signed_in, case, manager):
    kind, result = factories.ActionKindFactory(), factories.ActionResultFactory()
    done = {"kind": kind.pk, "text": "Visit", "basis": "fact", "state": "done", "moment": "today"}
    who = {"done_by_team": manager.acting_team.pk, "done_by_agency": "Southdown Homes"}

    response = signed_in.post(url("action-add", case), {**done, "result": result.pk, **who})

    assert list(response.context["form"].errors) == ["done_by_agency"]
    assert response.context["form"]["text"].value() == "Visit"
    assert not Action.objects.exists()


def test_record_result_and_add_to_an_action(signed_in, case):
    action = factories.PlannedActionFactory(case=case)

    signed_in.post(
        url("action-result", case, action.uuid),
        {
            "moment": "today",
            "result": factories.ActionResultFactory().pk,
            "result_words": "Signed",
        },
    )
    signed_in.post(url("action-amend", case, action.uuid), {"text": "He rang back"})

    page = text_of(signed_in, url("action", case, action.uuid))
    assert "Signed" in page
    assert "He rang back" in page


def test_filter_actions(signed_in, case):
    factories.ActionFactory(case=case, text="Diary sheets", done_by_agency="Southdown Homes")
    factories.ActionFactory(
        case=case, text="Statement", result=factories.ActionResultFactory(code="not-cooperating")
    )

    by_agency = text_of(signed_in, f"{url('actions', case)}?agency=Southdown+Homes")
    standing_out = text_of(signed_in, f"{url('actions', case)}?result=stands-out")

    assert "Diary sheets" in by_agency
    assert "Statement" not in by_agency
    assert "1 of 2 actions" in by_agency
    assert "Diary sheets" not in standing_out
    assert "Complainant did not cooperate" in standing_out


def test_close_case_shows_what_is_still_planned(signed_in, case):
    factories.PlannedActionFactory(case=case, text="Install a camera")
    assert "Install a camera" in text_of(signed_in, url("close", case))

    signed_in.post(
        url("close", case),
        {"outcome": factories.CaseOutcomeFactory().pk, "words": "Quiet since May"},
    )

    page = text_of(signed_in, case.get_absolute_url())
    assert "Quiet since May" in page
    assert url("reopen", case) in page
    assert url("action-add", case) not in page


def test_choose_a_participant(signed_in, case, manager):
    person = make_person(by=manager)
    found = text_of(signed_in, f"{url('participant-add', case)}?q=pellw")
    assert str(person.uuid) in found

    signed_in.post(
        f"{url('participant-add', case)}?person={person.uuid}",
        {"role": factories.ParticipantRoleFactory().pk},
    )
    signed_in.post(
        f"{url('participant-add', case)}?person=none",
        {"name": "Maureen Oakhurst", "role": factories.ParticipantRoleFactory(code="witness").pk},
    )

    page = text_of(signed_in, url("people", case))
    assert "Jordan Pellworth" in page
    assert "Maureen Oakhurst" in page


def test_the_list_finds_by_title_reference_and_tag(signed_in, manager):
    case = factories.make_case(by=manager, tags=["noise"])
    factories.make_case(by=manager, title="Fly-tipping")
    for query in ("q=lansdown", f"q={case.reference}", "tag=noise"):
        page = text_of(signed_in, f"{reverse('cases:list')}?{query}")
        assert case.title in page, query
        assert "Fly-tipping" not in page, query


def test_a_partner_sees_the_sections_they_hold(client, case, manager, outsider):
    factories.ActionFactory(case=case, text="First visit")
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst")
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)
    client.force_login(outsider)

    page = text_of(client, case.get_absolute_url())

    assert "Maureen Oakhurst" in page
    assert "First visit" not in page
    assert client.get(url("actions", case)).status_code == 404


def test_linked_cases_are_named_to_those_who_see_both(client, case, manager, outsider):
    other = factories.make_case(by=manager, title="Fly-tipping")
    factories.CaseLinkFactory(case=case, by=manager, other=other)
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)

    client.force_login(member(manager.acting_team))
    assert "Fly-tipping" in text_of(client, case.get_absolute_url())
    client.force_login(outsider)
    assert "Fly-tipping" not in text_of(client, case.get_absolute_url())


def test_a_follow_up_needs_all_of_it(signed_in, case):
    said = {
        "kind": factories.ActionKindFactory().pk,
        "text": "Visit",
        "basis": "fact",
        "state": "done",
        "moment": "today",
        "result": factories.ActionResultFactory().pk,
    }

    response = signed_in.post(url("action-add", case), {**said, "follow_up": "Ring back"})

    assert {"follow_up_on", "follow_up_team"} <= set(response.context["form"].errors)
    whole = {"follow_up": "Ring back", "follow_up_on": "tomorrow"}
    signed_in.post(
        url("action-add", case), {**said, **whole, "follow_up_team": case.owner_team_id}
    )
    assert "Ring back" in text_of(signed_in, url("action", case, Action.objects.get().uuid))


def test_the_search_finds_cases_beside_people(client, case, manager, outsider):
    make_person(by=manager, surname="Lansdown")
    client.force_login(manager)

    page = client.get(f"{reverse('home:search')}?q=lansdown", follow=True).content.decode()

    assert "Jordan" in page
    assert case.reference in page
    assert Event.objects.filter(verb="case.list:search", actor_id=manager.pk).exists()
    client.force_login(outsider)
    hidden = client.get(f"{reverse('home:search')}?q=lansdown", follow=True).content.decode()
    assert case.reference not in hidden


def test_the_reference_of_a_case_leads_to_it(signed_in, client, case, outsider):
    sought = {"q": f" {case.reference.lower()} "}
    assert client.get(reverse("home:search"), sought).url == case.get_absolute_url()

    client.force_login(outsider)

    hidden = client.get(reverse("home:search"), sought)
    unknown = client.get(reverse("home:search"), {"q": "C-2026-999999"})
    assert hidden.status_code == unknown.status_code == 200
    assert case.title not in hidden.content.decode()


def test_what_is_read_with_any_access_is_said_of_the_kind(signed_in, case):
    person = make_person(by=case.lead or case.history.first().history_user)

    of_case = text_of(signed_in, reverse("cases:grant", args=[case.uuid]))
    of_person = text_of(signed_in, reverse("profiles:grant", args=[person.uuid]))

    assert "Title, kind, stage, risk, dates and tags are always included." in of_case
    assert "Name, date of birth, roles and warnings are always included." in of_person
