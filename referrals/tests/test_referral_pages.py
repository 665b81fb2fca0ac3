"""A referral from the first word to the last, on its pages."""

import pytest
from django.urls import reverse

from access.tests.factories import allow_sharing
from core.once import FIELD as ONCE
from referrals.models import PanelOutcome, Referral, Satisfaction
from referrals.tests.factories import ANSWERS, ArrangementFactory, coordinator_of
from referrals.tests.walking import facts, fresh, opened_in, page, post, somebody
from referrals.tests.walking import referral_at as at
from tasks.models import Task

pytestmark = pytest.mark.slow


def test_a_referral_goes_all_the_way(client, officer, police):
    arranged = ArrangementFactory(area=police.areas.get())
    allow_sharing(police, arranged.coordinators)
    client.force_login(officer)
    sent, _ = post(
        client,
        reverse("referrals:new"),
        **facts(forenames="Liam", surname="Corrigan", born_on="", team=police.pk),
    )
    referral = Referral.objects.get()
    assert sent.url == at("referral", referral)
    assert "What is left to do" in page(client, sent.url)

    (liam,) = referral.intervention.parties.all()
    names = {"forenames": "Liam", "surname": "Corrigan"}
    shown = page(client, at("party-edit", referral, liam))
    typed = somebody("responsible", **names)
    typed["opened"] = opened_in(shown)
    assert post(client, at("party-edit", referral, liam), **typed)[0].status_code == 302
    assert post(client, at("party-add", referral), **somebody("harmed"))[0].status_code == 302

    for part in referral.form.parts.with_words():
        address = at("section", referral, part)
        codes = {question.code for question in part.section.questions.all()}
        typed = {code: text for code, text in ANSWERS.items() if code in codes}
        typed["opened"] = opened_in(page(client, address))
        assert post(client, address, **typed)[0].status_code == 302

    assert "Needed before you submit" not in page(client, at("check", referral))
    assert post(client, at("check", referral))[0].status_code == 302
    assert fresh(referral).state == "submitted"

    coordinator = coordinator_of(referral)
    client.force_login(coordinator)
    assert "A pane of glass" in page(client, at("referral", referral))
    post(client, at("ask", referral), words="Where is the key?")
    client.force_login(officer)
    assert "Where is the key?" in page(client, at("answer", referral))
    post(client, at("answer", referral), words="At the library")

    client.force_login(coordinator)
    answer, _ = post(client, at("accept", referral), title="")
    shown = page(client, answer.url)
    case = fresh(referral).intervention.case
    assert f"Case {case.reference} is open." in shown
    assert "Staffordshire IOM Team has access to it." in shown

    planned = {"moment": "today 4pm", "venue": "Library", "facilitator": "Wendy Parlour"}
    assert post(client, at("panel-plan", referral), **planned)[0].status_code == 302
    panel = referral.panels.get()
    came = [one.uuid for one in referral.intervention.parties.all()]
    outcome = PanelOutcome.objects.get(code="agreement").pk
    held = {"outcome": outcome, "came": came, "words": "They shook hands."}
    assert post(client, at("panel-record", referral, panel), **held)[0].status_code == 302

    agreed = {
        "agreed_on": "today",
        "text_1": "Pay for the pane",
        "due_on_1": "in 3 days",
        "text_3": "Write a letter",
        "due_on_3": "in 9 days",
    }
    assert post(client, at("agreement", referral), **agreed)[0].status_code == 302
    for term in referral.intervention.terms.all():
        settled = {"state": "done", "settled_on": "today", "victim_told_on": "today"}
        assert post(client, at("term", referral, term), **settled)[0].status_code == 302
        assert not Task.objects.of(referral).still_open().filter(due_on=term.due_on).exists()

    content = {
        f"content_{one.uuid.hex}": Satisfaction.objects.get(code="very").pk
        for one in referral.intervention.parties.all()
    }
    assert post(client, at("complete", referral), **content)[0].status_code == 302
    assert post(client, at("close", referral), case="close")[0].status_code == 302

    assert fresh(referral).state == "closed"
    assert "They shook hands." in page(client, at("referral", referral))
    assert not Task.objects.of(referral).still_open().exists()


def test_start_about_a_person(client, officer, person):
    client.force_login(officer)
    address = f"{reverse('referrals:new')}?person={person.uuid}"

    assert person.surname in page(client, address)
    typed = facts(forenames="Jordan", surname="Pellworth", team=officer.acting_team.pk)
    post(client, address, **typed)

    assert Referral.objects.get().intervention.parties.get().profile == person


def test_what_is_wrong_is_said_by_the_field(client, officer):
    client.force_login(officer)

    typed = facts(surname="", happened_on="tomorrow", team=officer.acting_team.pk)
    response, shown = post(client, reverse("referrals:new"), **typed)

    assert {"surname", "happened_on"} <= response.context["form"].errors.keys()
    assert "Kicked a pane out." in shown
    assert not Referral.objects.exists()


def test_a_double_click_starts_one(client, officer):
    client.force_login(officer)
    token = client.get(reverse("referrals:new")).context["form"].once
    typed = facts(surname="Corrigan", team=officer.acting_team.pk, **{ONCE: token})

    answers = [post(client, reverse("referrals:new"), **typed)[0] for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Referral.objects.count() == 1
