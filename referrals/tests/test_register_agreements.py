"""The agreement of an entry of the register: its terms, and what came of it."""

import pytest

from referrals import services
from referrals.models import Intervention, Satisfaction, Term
from referrals.tests.factories import InterventionFactory, ReferralFactory, coordinator_of, days
from referrals.tests.walking import entry_at as at
from referrals.tests.walking import errors, page, post

pytestmark = pytest.mark.slow


def rows(*terms):
    typed = {"terms-TOTAL_FORMS": len(terms), "terms-INITIAL_FORMS": 0, "terms-MIN_NUM_FORMS": 1}
    for number, (text, due_on) in enumerate(terms):
        typed |= {f"terms-{number}-text": text, f"terms-{number}-due_on": due_on}
    return typed


def test_an_agreement_is_kept_to_its_end(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)

    client.post(
        at("agree", entry),
        {"agreed_on": "today", **rows(("Say sorry", "today"), ("Pay", "tomorrow"))},
    )
    first, second = entry.terms.all()
    end = {"agreement": "kept", "ended_on": "today"}
    too_early, _ = post(client, at("agreement-end", entry), end)
    assert "Record every term first" in errors(too_early)["agreement"]

    for term in (first, second):
        done = {"state": "done", "settled_on": "today", "evidence": "Receipt"}
        client.post(at("term", entry, term), {**done, "victim_told_on": "today"})
    harmed = entry.parties.get(role__code="harmed")
    content = {f"content_{harmed.uuid.hex}": Satisfaction.objects.get(code="very").pk}
    client.post(at("agreement-end", entry), {**end, **content})

    entry.refresh_from_db()
    harmed.refresh_from_db()
    assert (entry.agreement, entry.ended_on) == ("kept", days(0))
    shown = page(client, at("entry", entry))
    for words in ("Agreement kept", "Receipt", "Very satisfied"):
        assert words in shown
    assert at("agreement-end", entry) not in shown


def test_a_term_due_before_the_agreement_is_refused_in_its_row(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)

    _, shown = post(
        client, at("agree", entry), {"agreed_on": "today", **rows(("Pay", "yesterday"))}
    )

    assert "the day of the agreement, or a later day" in shown
    assert "Pay" in shown
    assert not entry.terms.exists()


def test_who_comes_second_is_told_and_keeps_what_they_typed(client, officer, colleague):
    entry = active(officer)
    term = entry.terms.get()
    services.settle_entry_term(term=term, by=colleague, state="done", settled_on=days(0))
    client.force_login(officer)

    _, shown = post(
        client,
        at("term", entry, term),
        {"state": "not_done", "settled_on": "today", "evidence": "Never came"},
    )

    assert "settled on" in shown
    assert "Never came" in shown
    term.refresh_from_db()
    assert term.state == "done"


def active(officer):
    """With one term to do."""
    entry = InterventionFactory(by=officer)
    term = Term(text="Pay for the pane", due_on=days(3))
    return services.agree_terms(intervention=entry, by=officer, agreed_on=days(0), terms=[term])


def test_what_came_of_a_term_is_recorded_when_no_day_of_agreement_is_known(client, officer):
    """The agreement was corrected to none; its term is still to be settled."""
    entry = active(officer)
    services.edit_intervention(
        intervention=entry, by=officer, agreement=Intervention.Agreement.NONE, agreed_on=None
    )
    client.force_login(officer)
    address, done = at("term", entry, entry.terms.get()), {"state": "done"}

    too_early, _ = post(client, address, {**done, "settled_on": "1 January 2020"})
    assert "Enter a day from" in errors(too_early)["settled_on"]
    client.post(address, {**done, "settled_on": "today"})

    assert entry.terms.get().state == "done"


def test_a_broken_agreement_needs_words(client, officer):
    entry = active(officer)
    client.force_login(officer)
    broken = {"agreement": "broken", "ended_on": "today"}

    refused, _ = post(client, at("agreement-end", entry), broken)
    assert "words" in errors(refused)
    client.post(at("agreement-end", entry), {**broken, "words": "He did not pay"})

    assert "Agreement broken" in page(client, at("entry", entry))


def test_of_a_referral_its_own_pages_do_this(client, officer):
    referral = ReferralFactory(by=officer, state="agreement")
    entry = referral.intervention
    client.force_login(coordinator_of(referral))

    shown = page(client, at("entry", entry))

    assert at("edit", entry) in shown
    for name in ("agree", "agreement-end"):
        assert at(name, entry) not in shown
        assert client.get(at(name, entry)).status_code == 403
    assert client.get(at("term", entry, entry.terms.get())).status_code == 403


def test_a_term_of_another_entry_does_not_exist_here(client, officer):
    one, other = active(officer), active(officer)
    client.force_login(officer)

    assert client.get(at("term", one, other.terms.get())).status_code == 404
