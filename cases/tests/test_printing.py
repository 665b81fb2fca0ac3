"""The actions log on paper: who may print it for whom, and what each of them reads."""

import datetime
import hashlib
import re
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from cases import audiences, services
from cases.actions_pdf import document_of
from cases.audiences import NOT_NAMED, Audience
from cases.models import Action
from cases.tests import factories
from cases.tests.printing import COMPLAINT, in_role, log_of, printed, url
from profiles.models import OtherName
from profiles.services import add_detail
from profiles.tests.factories import make_person
from records.pdf import make_pdf
from tests.pdf_text import words


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def partner(case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions", "people"], level=Level.VIEW)
    return outsider


# ---- From the page to the file ------------------------------------------------------------------
def test_print_actions(client, case, partner):
    factories.ActionFactory(case=case)
    client.force_login(partner)
    assert url(case).split("?")[0] in client.get(case.get_absolute_url()).content.decode()
    page = client.get(url(case))
    assert "1 action" in page.content.decode()
    once = page.context["form"].once

    response = client.post(url(case), {"reason": COMPLAINT, "once": once})

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Cache-Control"] == "no-store"
    event = Event.objects.get(verb="action.printed")
    assert (event.operation, event.actor_id) == (Event.DISCLOSURE, partner.pk)
    assert event.recipient == f"{partner.name}, {partner.acting_team}"
    assert (event.reason, event.section) == (COMPLAINT, "actions")
    assert event.detail["sha256"] == hashlib.sha256(response.content).hexdigest()
    assert event.detail["bytes"] == len(response.content)
    assert (event.detail["audience"], event.detail["actions"]) == ("inspector", 1)

    again = client.post(url(case), {"reason": COMPLAINT, "once": once}, follow=True)
    assert "made already" in again.content.decode()
    assert Event.objects.filter(verb="action.printed").count() == 1


def test_why_is_needed(client, case, partner):
    factories.ActionFactory(case=case)
    client.force_login(partner)

    page = client.post(url(case), {"reason": " "}).content.decode()

    assert "Why is it printed" in page
    assert "There is a problem" in page
    assert not Event.objects.filter(verb="action.printed").exists()


def test_the_filter_of_the_log_is_the_filter_of_the_paper(client, case, manager):
    factories.ActionFactory(case=case, text="Diary sheets", done_by_agency="Southdown Homes")
    factories.ActionFactory(case=case, text="Statement")
    client.force_login(manager)
    address = url(case, agency="Southdown+Homes", q="diary")

    page = client.get(address).content.decode()
    client.post(address, {"reason": COMPLAINT})

    assert "<b>1 action</b>" in page
    assert "Agency: Southdown Homes" in page
    detail = Event.objects.get(verb="action.printed").detail
    assert detail["actions"] == 1
    assert detail["filters"] == {"q": True, "agency": "Southdown Homes"}


def test_the_paper_has_the_figures_the_names_and_what_was_added(case, manager):
    in_role(case, "complainant", "Maureen Oakhurst")
    action = factories.ActionFactory(
        case=case, result=factories.ActionResultFactory(code="not-cooperating")
    )
    factories.ActionAmendmentFactory(action=action, text="She rang (twice).")
    factories.PlannedActionFactory(case=case, follow_up="Ring her", **to_follow(manager))

    said = words(printed(case, manager).body)

    for phrase in (
        "OFFICIAL-SENSITIVE",
        f"{case.reference}. Opened 5 January 2026. Owner: {manager.acting_team} (lead",
        "Complainant: Maureen Oakhurst.",
        "2 actions",
        "1 planned. Complainant did not cooperate: 1 time (shaded, marked ▲). All actions",
        "▲ Complainant did not cooperate",
        "She rang (twice).",
        "Ring her",
        f"Why: {COMPLAINT}. Disclosure",
        "Page 1 of 1",
    ):
        assert phrase in said, said


def test_a_long_log_repeats_its_header(case, manager):
    action = factories.ActionFactory(case=case)
    line = log_of(case, manager).lines[0]
    log = replace(log_of(case, manager), lines=[line] * 120)
    names = {"by": manager, "recipient": "A", "reason": "B", "number": "c"}

    pdf = make_pdf(document_of(action.case, log, **names))

    assert pdf.pages > 2
    assert words(pdf.body).count("What was done") == pdf.pages
    assert len(re.findall(rb"/S/TH/", pdf.body)) == 4
    assert b"pdfuaid:part>1<" in pdf.body


def test_too_many_actions_are_refused_on_the_page(client, case, manager, monkeypatch):
    monkeypatch.setattr(audiences, "MOST", 1)
    factories.ActionFactory(case=case)
    factories.ActionFactory(case=case)
    client.force_login(manager)

    for response in (client.get(url(case)), client.post(url(case), {"reason": COMPLAINT})):
        assert "More than 1 actions cannot be printed" in response.content.decode()


def to_follow(manager):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    return {"follow_up_on": tomorrow, "follow_up_team": manager.acting_team}


# ---- Who may ------------------------------------------------------------------------------------
def test_readers_print_for_themselves_alone(case, manager, partner):
    assert printed(case, partner).pages == 1
    for audience in (Audience.PARTNER, Audience.COMPLAINANT):
        with pytest.raises(PermissionDenied):
            printed(case, partner, audience, recipient="A", team=partner.acting_team)


def test_those_who_add_to_the_case_print_for_themselves_alone(client, case, manager):
    adder = member(TeamFactory())
    give(case, manager, adder.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    client.force_login(adder)

    assert client.get(url(case, audience="complainant")).status_code == 403
    assert "Who is it for" not in client.get(url(case)).content.decode()


def test_nothing_is_printed_without_the_section(client, case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["people"], level=Level.VIEW)
    client.force_login(outsider)

    for audience in Audience.values:
        assert client.get(url(case, audience=audience)).status_code == 404
        with pytest.raises(Http404):
            printed(case, outsider, audience)


def test_a_closed_case_is_printed(case, manager, partner):
    factories.ActionFactory(case=case)
    services.close_case(
        case=case, by=manager, outcome=factories.CaseOutcomeFactory(), words="Quiet"
    )

    assert printed(case, partner).pages == 1


# ---- For the complainant ------------------------------------------------------------------------
@pytest.fixture
def complaint(case, manager):
    in_role(case, "complainant", "Maureen Oakhurst")
    in_role(case, "perpetrator", "Tyler Wenlock")
    in_role(case, "family-member", "Kevin Oakhurst")
    in_role(case, "witness", "Neighbour at 9")
    return case


def test_the_complainant_reads_no_tactics_plans_or_sources(complaint, manager):
    factories.ActionFactory(case=complaint, text="Visit.", basis="reported", told_by="Ros")
    factories.ActionFactory(case=complaint, text="Watch the door.", is_tactical=True)
    factories.PlannedActionFactory(case=complaint, text="Warrant.")

    log = log_of(complaint, manager, Audience.COMPLAINANT)

    assert [line.what for line in log.lines] == ["Visit: Visit."]
    assert sum(log.left_out.values()) == 2
    assert log.people == [("Complainant", "Maureen Oakhurst")]
    assert manager.name not in str(log.lines)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tyler Wenlock denied it", "[another person] denied it"),
        ("WENLOCK’s flat", "[another person]’s flat"),
        ("Wenlöck, Tyler.", "[another person], [another person]."),
        ("Tylers and Wenlocks", "Tylers and Wenlocks"),
        ("Maureen Oakhurst and Mr Oakhurst", "Maureen Oakhurst and Mr [another person]"),
        ("Neighbour at 9 looked at 9", "[another person] at 9 looked at 9"),
    ],
)
def test_the_complainant_reads_nobody_elses_name(complaint, manager, written, read):
    action = factories.ActionFactory(case=complaint, text=written, result_words=written)
    factories.ActionAmendmentFactory(action=action, text=written)

    (line,) = log_of(complaint, manager, Audience.COMPLAINANT).lines

    assert line.what == f"Visit: {read}"
    assert line.result == f"Done: {read}"
    assert line.added[0].endswith(f": {read}")


def test_the_complainant_reads_no_other_name_of_a_record(case, manager):
    person = make_person(by=manager)
    add_detail(profile=person, by=manager, detail=OtherName(forenames="Jay"))
    in_role(case, "perpetrator", "", profile=person)
    factories.ActionFactory(case=case, text="Jay and Jordan Pellworth")

    (line,) = log_of(case, manager, Audience.COMPLAINANT).lines

    assert line.what == "Visit: [another person] and [another person]"


def test_a_complainant_is_named_as_whoever_prints_may_know_them(case, manager):
    known, shut = (make_person(by=manager, surname=name) for name in ("Wenlock", "Marlowe"))
    in_role(case, "complainant", "", profile=known)
    in_role(case, "victim", "", profile=shut)
    exclude_person(obj=shut, by=member(manager.acting_team, "manager"), user=manager, reason="Kin")

    log = log_of(case, manager, Audience.COMPLAINANT)

    assert dict(log.people) == {"Complainant": "Jordan Wenlock", "Victim": NOT_NAMED}


def complainant_form(client, case):
    address = url(case, audience="complainant")
    form = client.get(address).context["form"]
    lines = [value for value, _ in form.fields["lines"].choices]
    said = {"recipient": "Maureen Oakhurst", "reason": COMPLAINT, "lines": lines}
    return address, {**said, "digest": form.fields["digest"].initial}


def test_lines_are_left_out_by_hand(client, complaint, manager):
    factories.ActionFactory(case=complaint, text="First")
    factories.ActionFactory(case=complaint, text="Second")
    client.force_login(manager)
    address, said = complainant_form(client, complaint)

    none = client.post(address, {**said, "lines": []})
    one = client.post(address, {**said, "lines": said["lines"][:1]})

    assert "at least one" in none.content.decode()
    assert one["Content-Type"] == "application/pdf"
    event = Event.objects.get(verb="action.printed")
    assert (event.detail["actions"], event.detail["left_out"]) == (1, 1)
    assert event.recipient == "Maureen Oakhurst"


def test_the_page_says_what_is_left_out_and_why(client, complaint, manager):
    factories.ActionFactory(case=complaint, text="Watch the door.", is_tactical=True)
    factories.ActionFactory(case=complaint, text="Spoke to Tyler.")
    client.force_login(manager)

    page = client.get(url(complaint, audience="complainant")).content.decode()

    assert "<b>1 action</b>" in page
    assert "1 left out: tactics, or about somebody else" in page
    assert "1 with a name taken out" in page
    assert "Spoke to [another person]." in page
    assert "Watch the door." not in page


def test_what_nobody_read_is_not_printed(client, complaint, manager):
    action = factories.ActionFactory(case=complaint)
    client.force_login(manager)
    address, said = complainant_form(client, complaint)
    factories.ActionAmendmentFactory(action=action, text="Told us where she is.")

    page = client.post(address, said)

    assert "have changed since you read them" in page.content.decode()
    assert "Told us where she is." in page.content.decode()
    actions = Action.objects.of_case(complaint)
    with pytest.raises(ValidationError, match="have changed"):
        printed(complaint, manager, Audience.COMPLAINANT, chosen=said["lines"], digest="x")
    assert not Event.objects.filter(verb="action.printed").exists()
    again = {**said, "digest": page.context["form"].data["digest"], "lines": said["lines"]}
    assert client.post(address, again)["Content-Type"] == "application/pdf"
    assert actions.count() == 1
