"""The pages of referrals: from the first word to the last, and what each reader finds there."""

import pytest
from django.urls import reverse

from access.tests.factories import allow_sharing, give
from agencies.tests.factories import member
from core.once import FIELD as ONCE
from referrals.models import (
    ConsentMethod,
    PanelOutcome,
    Party,
    Referral,
    RjLevel,
    RjOffence,
    Satisfaction,
)
from referrals.tests.factories import (
    ANSWERS,
    ArrangementFactory,
    ConsultationFactory,
    PanelFactory,
    ReferralFactory,
    TermFactory,
    champion_of,
    coordinator_of,
    role,
)
from tasks.models import Task

pytestmark = pytest.mark.slow


def at(name, referral, *child):
    return reverse(f"referrals:{name}", args=[referral.uuid, *(one.uuid for one in child)])


def page(client, address, **data):
    response = client.get(address, data)
    assert response.status_code == 200, address
    return response.content.decode()


def post(client, address, **data):
    response = client.post(address, data)
    return response, response.content.decode()


def fresh(referral):
    return Referral.objects.get(pk=referral.pk)


def facts(**more):
    return {
        "offence": RjOffence.objects.get(code="criminal-damage").pk,
        "happened_on": "yesterday",
        "place": "Bus shelter, Stafford",
        "summary": "Kicked a pane out.",
        "admission": "admitted",
        "level": RjLevel.objects.get(code="panel").pk,
        "number": "",
        "method": "",
        "officer_phone": "01632 960001",
        **more,
    }


def somebody(code, **more):
    return {
        "role": role(code).pk,
        "forenames": "Niamh",
        "surname": "Tapley",
        "consented_on": "today",
        "consent_method": ConsentMethod.objects.get(code="in-person").pk,
        **more,
    }


# ---- From the first word to the last ------------------------------------------------------------
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


def opened_in(shown):
    """What the form of a page was opened with."""
    before = shown.partition('name="opened" value="')[2]
    return before.partition('"')[0].replace("&quot;", '"')


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


# ---- Who finds which page -----------------------------------------------------------------------
ACTS = ("edit", "party-add", "check", "consult", "ask", "answer", "decline", "accept", "withdraw")
ACTS += ("panel-plan", "agreement", "complete", "break", "end", "close")
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


# ---- What is refused ----------------------------------------------------------------------------
def test_a_decision_on_one_that_is_decided(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    client.force_login(coordinator_of(referral))

    for name in ("decline", "ask"):
        response, shown = post(client, at(name, referral), words="Too far away")
        assert response.status_code == 200
        assert "moved this referral on" in shown
        assert "Too far away" in shown
    assert fresh(referral).state == "preparation"


def test_nobody_is_responsible_and_harmed(client, officer):
    referral = ReferralFactory(by=officer)
    client.force_login(officer)

    typed = somebody("harmed", forenames="Liam", surname="Corrigan")
    response, shown = post(client, at("party-add", referral), **typed)

    assert "responsible and as harmed" in str(response.context["form"].errors["role"])
    assert "Corrigan" in shown
    assert referral.intervention.parties.count() == 2


def test_no_panel_in_the_past(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    client.force_login(coordinator_of(referral))

    typed = {"moment": "yesterday 4pm", "venue": "Library", "facilitator": "Wendy Parlour"}
    response, shown = post(client, at("panel-plan", referral), **typed)

    assert "This day is over" in str(response.context["form"].errors["moment"])
    assert "Wendy Parlour" in shown
    assert not referral.panels.exists()


def test_no_panel_without_consent(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(coordinator_of(referral))
    PanelFactory(referral=referral)

    typed = {"withdrew_on": "today", "because": "Changed her mind"}
    assert post(client, at("consent-withdraw", referral, party), **typed)[0].status_code == 302

    assert fresh(referral).state == "withdrawn"
    shown = page(client, at("referral", referral))
    for words in ("Withdrew on", "Changed her mind", "Cancelled", "Close the referral"):
        assert words in shown
    panel = {"moment": "tomorrow", "venue": "Library", "facilitator": "Wendy Parlour"}
    _, shown = post(client, at("panel-plan", referral), **panel)
    assert "moved this referral on" in shown


def test_no_term_due_before_the_agreement(client, officer):
    referral = ReferralFactory(by=officer, state="panel")
    client.force_login(coordinator_of(referral))

    typed = {
        "agreed_on": "today",
        "text_1": "Pay",
        "due_on_1": "tomorrow",
        "text_3": "Write a letter",
        "due_on_3": "2 days ago",
    }
    response, shown = post(client, at("agreement", referral), **typed)

    assert "the day of the agreement" in str(response.context["form"].errors["due_on_3"])
    assert "Write a letter" in shown
    assert not referral.intervention.terms.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, None), ({"text_2": "Pay"}, "due_on_2"), ({"due_on_2": "tomorrow"}, "text_2")],
)
def test_half_a_term_is_refused(client, officer, typed, field):
    referral = ReferralFactory(by=officer, state="panel")
    client.force_login(coordinator_of(referral))

    response, _ = post(client, at("agreement", referral), agreed_on="today", **typed)

    assert (field or "text_1") in response.context["form"].errors


def test_what_is_missing_is_listed_with_links(client, officer):
    referral = ReferralFactory(by=officer, answers={"harm": "", "hate_crime": "yes"})
    client.force_login(officer)

    shown = page(client, at("check", referral))

    part = referral.form.parts.first()
    for address in (at("section", referral, part), at("consult", referral)):
        assert f'href="{address}"' in shown
    assert "Submit the referral" not in shown
    response, shown = post(client, at("check", referral))
    assert "What harm was done" in str(response.context["form"].non_field_errors())
    assert fresh(referral).state == "draft"


def test_who_withdrew_may_agree_again(client, officer):
    referral = ReferralFactory(by=officer)
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(officer)
    post(client, at("consent-withdraw", referral, party), withdrew_on="today")
    assert not Party.objects.get(pk=party.pk).consents

    address = at("party-edit", referral, party)
    typed = somebody("harmed", opened=opened_in(page(client, address)))
    response, _ = post(client, address, **typed | {"consented_on": "", "consent_method": ""})
    assert "consented_on" in response.context["form"].errors
    assert post(client, address, **typed)[0].status_code == 302

    assert Party.objects.get(pk=party.pk).consents


def test_a_party_is_taken_out(client, officer):
    referral = ReferralFactory(by=officer)
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(officer)

    post(client, at("party-remove", referral, party))

    assert not Party.objects.filter(pk=party.pk).exists()


def test_two_who_edit_one_fact_are_asked(client, officer):
    referral = ReferralFactory(by=officer)
    client.force_login(officer)
    opened = opened_in(page(client, at("edit", referral)))
    entry = referral.intervention
    entry.place = "Elsewhere"
    entry.save()

    response, _ = post(client, at("edit", referral), **facts(place="Here", opened=opened))

    assert response.status_code == 409


def test_a_declined_one_is_changed_no_more(client, officer):
    referral = ReferralFactory(by=officer, state="submitted")
    coordinator = coordinator_of(referral)
    client.force_login(coordinator)
    assert post(client, at("decline", referral), words="Too far away")[0].status_code == 302

    assert client.get(at("edit", referral)).status_code == 403
    client.force_login(officer)
    shown = page(client, at("referral", referral))
    assert "Too far away" in shown
    assert "Declined" in shown
    assert referral.reference in page(client, reverse("referrals:list"), tab="closed")


# ---- How it ends --------------------------------------------------------------------------------
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
