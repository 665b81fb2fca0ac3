"""Who finds which page of a referral."""

import pytest
from django.urls import reverse

from access.tests.factories import give
from agencies.tests.factories import member
from referrals.tests.factories import (
    ConsultationFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
)
from referrals.tests.walking import ACTS, page, post
from referrals.tests.walking import referral_at as at

pytestmark = pytest.mark.slow

WRITE = {"edit", "party-add", "check", "consult", "answer", "withdraw"}


def every_address(referral):
    """Each page, with the children that this referral has."""
    party = referral.intervention.parties.first()
    children = {
        **dict.fromkeys(("party-edit", "party-remove", "consent-withdraw"), party),
        "section": referral.form.parts.first(),
        "advise": referral.consultations.first(),
        "panel-record": referral.panels.first(),
        "term": referral.intervention.terms.first(),
    }
    found = {name: at(name, referral) for name in ("referral", "form", *ACTS)}
    return found | {name: at(name, referral, one) for name, one in children.items() if one}


@pytest.fixture
def consulted(officer):
    """A draft about which a champion was asked."""
    referral = ReferralFactory(by=officer)
    ConsultationFactory(referral=referral)
    return referral


@pytest.mark.parametrize("who", ["outsider", "operator", "administrator", "auditor"])
@pytest.mark.parametrize("state", ["draft", "agreement"])
def test_others_find_nothing(client, request, officer, who, state):
    referral = ReferralFactory(by=officer, state=state)
    client.force_login(request.getfixturevalue(who))

    for address in every_address(referral).values():
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address


def codes(client, referral):
    return {name: client.get(url).status_code for name, url in every_address(referral).items()}


@pytest.mark.parametrize("who", ["officer", "colleague"])
def test_the_author_and_their_team_write_a_draft(client, request, consulted, who):
    client.force_login(request.getfixturevalue(who))

    found = codes(client, consulted)

    open_pages = {name for name, code in found.items() if code == 200}
    parts = {"party-edit", "party-remove", "consent-withdraw", "section"}
    assert open_pages == {"referral", "form", *parts, *WRITE}
    assert set(found.values()) == {200, 403}


def test_the_champion_reads_it_and_advises(client, consulted):
    champion = champion_of(consulted)
    client.force_login(champion)
    found = codes(client, consulted)
    assert {name for name, code in found.items() if code == 200} == {"referral", "form", "advise"}
    assert "Advise" in page(client, at("referral", consulted))
    assert consulted.reference in page(client, reverse("referrals:list"), tab="advice")

    typed = {"answer": "with_advice", "advice": "Mind the dog"}
    address = at("advise", consulted, consulted.consultations.get())
    assert post(client, address, **typed)[0].status_code == 302

    shown = page(client, at("referral", consulted))
    assert "Mind the dog" in shown
    assert "You have advised on this already." in post(client, address, **typed)[1]
    assert consulted.reference not in page(client, reverse("referrals:list"), tab="advice")


def test_a_champion_must_say_why(client, consulted):
    client.force_login(champion_of(consulted))
    address = at("advise", consulted, consulted.consultations.get())

    for answer, words in (("not_suitable", "why it is not suitable"), ("with_advice", "advice")):
        response, _ = post(client, address, answer=answer)
        assert words in str(response.context["form"].errors["advice"])


def test_the_coordinator_sees_it_from_its_submission(client, officer):
    referral = ReferralFactory(by=officer)
    coordinator = coordinator_of(referral)
    client.force_login(coordinator)
    assert client.get(at("referral", referral)).status_code == 404

    client.force_login(officer)
    post(client, at("check", referral))

    client.force_login(coordinator)
    shown = page(client, at("referral", referral))
    for words in ("Liam Corrigan", "Niamh Tapley", "A pane of glass", "Accept", "Decline"):
        assert words in shown
    assert referral.reference in page(client, reverse("referrals:list"), tab="received")
    found = codes(client, referral)
    assert {name for name, code in found.items() if code == 403} == {
        *("check", "consult", "answer", "withdraw", "section")
    }


def test_who_holds_the_case_sees_it_from_its_acceptance(client, officer, council):
    referral = ReferralFactory(by=officer, state="preparation")
    worker = member(council)
    client.force_login(worker)
    assert client.get(at("referral", referral)).status_code == 404

    case = referral.intervention.case
    give(case, coordinator_of(referral), council, sections=["people"])

    assert "Liam Corrigan" in page(client, at("referral", referral))
    assert client.get(at("panel-plan", referral)).status_code == 403
