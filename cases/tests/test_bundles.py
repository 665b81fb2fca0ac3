"""Giving access to a person offers their open cases; what is there already is never narrowed."""

import datetime
import itertools

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.bundles import records_with
from access.kinds import shared_models
from access.levels import Level
from access.models import Grant
from access.services import bundles, exclude_person, give_access_with, restrict_record
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.models import Membership
from agencies.tests.factories import member
from cases import services
from cases.models import Case
from cases.tests import factories
from profiles.tests.factories import make_person

SECTIONS = list(Case.SECTIONS)


def named_in(person, by, **fields):
    case = factories.make_case(by=by, **fields)
    factories.ParticipantFactory(case=case, profile=person)
    return case


@pytest.fixture
def case(person, manager):
    return named_in(person, manager)


@pytest.fixture
def partner(manager, outsider):
    allow_sharing(manager.acting_team, outsider.acting_team)
    return outsider.acting_team


def give_with(person, records, by, team, **more):
    terms = {
        "level": Level.VIEW,
        "sections": ["log"],
        "record_sections": SECTIONS,
        "purpose": "Joint work",
        "basis": LawfulBasisFactory(),
        **more,
    }
    return give_access_with(obj=person, records=records, by=by, team=team, **terms)


# ---- What is offered -------------------------------------------------------------------------
def offered(person, giver):
    return [one.record for one in records_with(person, giver)]


def test_open_cases_of_the_person_are_offered(person, case, manager):
    factories.make_case(by=manager, title="About others")

    assert offered(person, manager) == [case]


def test_a_closed_case_is_not_offered(person, case, manager):
    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=manager, outcome=outcome, words="")

    assert offered(person, manager) == []


def test_a_case_the_giver_may_not_share_is_not_offered(person, manager, outsider):
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE)
    theirs = named_in(person, outsider)
    give(
        theirs,
        member(outsider.acting_team, Membership.Role.MANAGER),
        manager.acting_team,
        sections=SECTIONS,
    )

    assert Case.objects.visible_to(manager).get() == theirs
    assert offered(person, manager) == []


def test_a_case_whose_people_the_giver_may_not_see_is_not_offered(person, case, manager):
    administrator = member(manager.acting_team, Membership.Role.ADMINISTRATOR)

    assert offered(person, administrator) == []


def test_a_case_in_which_the_person_is_no_longer_is_not_offered(person, case, manager):
    participant = case.participants.get()
    services.edit_participant(
        participant=participant, by=manager, role=participant.role, ends_on=factories.TODAY
    )

    assert offered(person, manager) == []


def test_whom_else_it_names_is_told_as_the_giver_may_know_them(person, case, manager, outsider):
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst")
    hidden = make_person(by=manager)
    factories.ParticipantFactory(case=case, profile=hidden, name="Iris Fenn")
    other = member(manager.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=hidden, by=other, user=manager, reason="A cousin")

    [one] = records_with(person, manager)

    assert one.others == [
        "Maureen Oakhurst (perpetrator)",
        "A person you may not see (perpetrator)",
    ]


# ---- What is given ---------------------------------------------------------------------------
def test_both_are_given(person, case, manager, outsider, partner):
    result = give_with(person, [case], manager, partner)

    assert (result.given, result.skipped) == ([case], [])
    assert type(person).objects.visible_to(outsider, section="log").exists()
    assert Case.objects.visible_to(outsider, section="people").exists()


def test_actions_only(person, case, manager, outsider, partner):
    give_with(person, [case], manager, partner, record_sections=["actions"])

    assert Case.objects.visible_to(outsider, section="actions").exists()
    assert not Case.objects.visible_to(outsider, section="people").exists()


def test_each_case_ends_with_itself_and_the_person_with_the_chosen_one(
    person, case, manager, outsider, partner
):
    give_with(person, [case], manager, partner, while_open=case)

    assert Grant.objects.of(case).get().while_itself_open
    assert Grant.objects.of(person).get().while_open_id == case.pk
    services.close_case(case=case, by=manager, outcome=factories.CaseOutcomeFactory(), words="")
    assert not type(person).objects.visible_to(outsider).exists()
    assert not Case.objects.visible_to(outsider).exists()


@pytest.mark.parametrize(
    "more",
    [
        {"level": Level.CONTRIBUTE, "sections": ["actions"]},
        {"sections": SECTIONS},
        {"level": Level.CONTRIBUTE, "sections": SECTIONS},
    ],
)
def test_a_hold_is_never_narrowed(person, case, manager, partner, more):
    before = give(case, manager, partner, **more)

    result = give_with(person, [case], manager, partner, record_sections=["actions"])

    assert result.skipped == [(case, "they already have more access, or for longer")]
    assert Grant.objects.of(case).unended().get() == before
    assert Grant.objects.of(person).unended().exists()


def test_a_hold_that_lasts_longer_is_never_shortened(person, case, manager, partner):
    before = give(case, manager, partner, sections=SECTIONS)

    give_with(person, [case], manager, partner, level=Level.CONTRIBUTE, while_open=case)

    assert Grant.objects.of(case).unended().get() == before


def test_the_same_access_is_not_given_twice(person, case, manager, partner):
    give(case, manager, partner, sections=SECTIONS)

    result = give_with(person, [case], manager, partner)

    assert result.skipped == [(case, "they have this access already")]
    assert Grant.objects.of(case).count() == 1


def test_access_that_ran_out_is_given_again(person, case, manager, outsider, partner):
    give(case, manager, partner, sections=SECTIONS, level=Level.CONTRIBUTE)
    Grant.objects.of(case).update(
        valid_from=timezone.now() - datetime.timedelta(days=9),
        valid_until=timezone.now() - datetime.timedelta(days=1),
    )

    assert give_with(person, [case], manager, partner).given == [case]
    assert Case.objects.visible_to(outsider).exists()


def test_less_access_is_widened(person, case, manager, partner):
    give(case, manager, partner, sections=["actions"])

    assert give_with(person, [case], manager, partner).given == [case]
    assert Grant.objects.of(case).unended().get().sections == SECTIONS


def test_a_case_that_cannot_be_given_is_skipped_with_the_reason(person, case, manager, partner):
    restrict_record(obj=case, by=manager, reason="Threats", basis=LawfulBasisFactory())

    [(_, reason)] = give_with(person, [case], manager, partner).skipped

    assert reason.startswith("This record is restricted")
    assert not Grant.objects.of(case).filter(team=partner).exists()


def test_nobody_gives_access_to_a_case_that_is_not_theirs(person, manager, outsider, partner):
    theirs = factories.make_case(by=outsider)

    with pytest.raises(Http404):
        give_with(person, [theirs], manager, partner)
    assert not Grant.objects.exists()


# ---- On the page -----------------------------------------------------------------------------
def typed(team, *records, **more):
    return {
        "chosen": f"team:{team.uuid}",
        "sections": ["log"],
        "level": "1",
        "purpose": "Joint work",
        "basis": LawfulBasisFactory().pk,
        "records": [str(record.uuid) for record in records],
        "record_sections": "all",
        "how_long": "ended",
        **more,
    }


def test_the_page_gives_both_after_a_check(client, person, case, manager, partner):
    factories.ParticipantFactory(case=case, name="Maureen Oakhurst")
    client.force_login(manager)
    page = reverse("profiles:grant", args=[person.uuid])
    assert case.reference in client.get(page).content.decode()

    check = client.post(page, typed(partner, case, how_long="open")).content.decode()
    assert f"while {case.reference} is open" in check
    assert "Maureen Oakhurst (perpetrator)" in check
    assert not Grant.objects.exists()

    done = client.post(page, typed(partner, case, how_long="open", confirmed="yes"), follow=True)
    assert f"Also to {case.reference}." in done.content.decode()
    assert Grant.objects.of(case).get().while_itself_open
    assert Grant.objects.of(person).get().while_open_id == case.pk


def test_the_check_says_what_is_skipped(client, person, case, manager, partner):
    give(case, manager, partner, sections=SECTIONS, level=Level.CONTRIBUTE)
    client.force_login(manager)
    page = reverse("profiles:grant", args=[person.uuid])

    check = client.post(page, typed(partner, case)).content.decode()

    assert f"Skipped for {partner.name}:" in check
    assert "they already have more access" in check


def test_access_to_a_person_ends_with_one_case_alone(client, person, case, manager, partner):
    other = named_in(person, manager, title="Another")
    client.force_login(manager)
    page = reverse("profiles:grant", args=[person.uuid])

    for records in ([], [case, other]):
        answer = client.post(page, typed(partner, *records, how_long="open", confirmed="yes"))
        assert "Tick one case" in answer.content.decode()
    assert not Grant.objects.exists()


def test_without_a_case_to_give_the_page_does_not_ask(client, person, manager):
    client.force_login(manager)

    form = client.get(reverse("profiles:grant", args=[person.uuid])).context["form"]

    assert "records" not in form.fields
    assert "open" not in dict(form.fields["how_long"].choices)


def test_only_the_cases_that_were_chosen_are_given(person, case, manager, partner):
    other = named_in(person, manager, title="Another")

    result = give_with(person, [case], manager, partner)

    assert result.given == [case]
    assert not Grant.objects.of(other).exists()


def test_kinds_are_locked_in_one_order_in_every_process(monkeypatch, manager):
    order = []

    def locked(by, action, rows):
        order.append(rows.model._meta.label)
        return {1}

    monkeypatch.setattr(bundles.policy, "lock_all", locked)

    for kinds in itertools.permutations(shared_models()):
        order.clear()
        bundles._locked([kind(pk=1) for kind in kinds], manager)
        assert order == sorted(order)
    assert len(order) > 1
