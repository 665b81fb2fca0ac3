"""How a referral ends, and which acts it offers in each state."""

import pytest

from referrals.models import Satisfaction
from referrals.tests.factories import ReferralFactory, TermFactory, coordinator_of
from referrals.tests.walking import ACTS, fresh, page, post
from referrals.tests.walking import referral_at as at

pytestmark = pytest.mark.slow


def test_a_broken_agreement_goes_back_to_the_officer(client, officer):
    referral = ReferralFactory(by=officer, state="agreement")
    coordinator = coordinator_of(referral)
    client.force_login(coordinator)
    content = {
        f"content_{one.uuid.hex}": Satisfaction.objects.get(code="very").pk
        for one in referral.intervention.parties.all()
    }
    assert "Enter what was not kept" in post(client, at("break", referral), **content)[1]
    post(client, at("break", referral), words="Nothing was paid", **content)
    assert fresh(referral).state == "broken"

    client.force_login(officer)
    assert "Close the referral" in page(client, at("referral", referral))
    assert "Enter what follows" in post(client, at("close", referral), words="")[1]
    assert post(client, at("close", referral), words="Charged")[0].status_code == 302

    assert fresh(referral).state == "closed"
    shown = page(client, at("referral", referral))
    assert "Agreement broken" in shown
    assert "Charged" in shown


def test_who_accepts_is_told_what_followed(client, officer):
    referral = ReferralFactory(by=officer, state="submitted")
    client.force_login(coordinator_of(referral))

    answer, _ = post(client, at("accept", referral), title="Bus shelter")

    shown = page(client, answer.url)
    assert "Staffordshire IOM Team has access to it." in shown
    assert "Bus shelter" in shown


@pytest.mark.parametrize("name", ["end", "withdraw"])
def test_ended(client, officer, name):
    state = "preparation" if name == "end" else "submitted"
    referral = ReferralFactory(by=officer, state=state)
    client.force_login(coordinator_of(referral) if name == "end" else officer)
    assert client.get(at(name, referral)).status_code == 200

    assert post(client, at(name, referral), words="They moved away")[0].status_code == 302

    assert fresh(referral).state == "withdrawn"
    assert "They moved away" in page(client, at("referral", referral))


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("preparation", ["panel-plan", "end"]),
        ("panel", ["agreement", "end"]),
        ("agreement", ["break", "end", "agreement"]),
        ("completed", ["close"]),
    ],
)
def test_only_what_is_possible_now_is_offered(client, officer, state, names):
    referral = ReferralFactory(by=officer, state=state)
    client.force_login(coordinator_of(referral))

    shown = page(client, at("referral", referral))

    offered = {name for name in ACTS if f'href="{at(name, referral)}"' in shown}
    assert set(names) <= offered
    assert offered <= {*names, "edit", "party-add", "panel-plan"}
    for name in names:
        assert client.get(at(name, referral)).status_code == 200


def test_pages_of_children(client, officer):
    referral = ReferralFactory(by=officer, state="panel")
    TermFactory(referral=referral)
    client.force_login(coordinator_of(referral))

    assert "Pay for the pane" in page(
        client, at("term", referral, referral.intervention.terms.get())
    )
    assert client.get(at("panel-record", referral, referral.panels.get())).status_code == 200
