"""Anxieties and needs: raised, picked up, taken step by step, resolved once, reopened."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from profiles import services
from profiles.models import Need, NeedStatus, NeedStep, Pathway
from profiles.tests.factories import (
    ContactKindFactory,
    CustodyStayFactory,
    NeedFactory,
    PathwayFactory,
    ReportFactory,
    make_person,
    write_contact,
)
from profiles.tests.test_reports import answer
from profiles.tests.walking import post, url
from records.models import FormKind
from tests.together import together

pytestmark = pytest.mark.slow

What = NeedStep.What


def status(code):
    return NeedStatus.objects.get(code=code)


@pytest.fixture
def need(person, officer):
    return NeedFactory(profile=person, by=officer, team=officer.acting_team)


@pytest.fixture
def spoc(person, manager, prison):
    """Of the prison, which reads the log and adds to it."""
    give(person, manager, prison, level=Level.CONTRIBUTE, sections=["log"])
    return member(prison, name="Dana Frobisher")


def resolve(need, by, how="He has a room."):
    return services.resolve_need(need=need, by=by, status=status("done"), how=how)


# ---- The story in pages -------------------------------------------------------------------------
def test_a_need_is_raised_picked_up_and_resolved(client, officer, spoc, person):
    client.force_login(spoc)
    typed = {"kind": "anxiety", "text": "His mother’s landlord", "team": officer.acting_team.pk}
    typed["pathway"] = Pathway.objects.get(code="accommodation").pk
    raised, _ = post(client, url("need-raise", person), **typed)
    need = Need.objects.get()
    assert raised.url == url("need", person, need.uuid)

    client.force_login(officer)
    assert "Nobody has picked it up" in client.get(url("needs", person)).content.decode()
    assert "Pick this up" in client.get(raised.url).content.decode()
    post(client, url("need-pick-up", person, need.uuid))
    step = {"text": "Rang the landlord.", "status": status("in-progress").pk}
    post(client, url("need-step", person, need.uuid), **step)
    done = {"how": "He has a room.", "status": status("done").pk}
    post(client, url("need-resolve", person, need.uuid), **done)
    post(
        client,
        url("need-reopen", person, need.uuid),
        reason="The room fell through.",
        status=status("support-required").pk,
    )

    page = client.get(raised.url).content.decode()
    for words in ("Picked up", "Rang the landlord.", "He has a room.", "The room fell through."):
        assert words in page
    assert [step.what for step in need.steps.all()] == [
        *("raised", "picked_up", "step", "resolved", "reopened"),
    ]
    listed = client.get(url("needs", person)).content.decode()
    assert "<polyline" in listed
    assert "In progress" in listed
    verbs = set(Event.objects.filter(verb__startswith="need.").values_list("verb", flat=True))
    assert verbs == {
        *("need.raised", "need.picked_up", "need.step", "need.resolved", "need.reopened"),
    }


def test_the_empty_tab_says_how_to_begin(signed_in, person):
    page = signed_in.get(url("needs", person)).content.decode()
    assert "Raise the first" in page
    assert "Nothing to draw yet" in page


def test_what_is_missing_is_asked_by_its_field(signed_in, person, need):
    _, page = post(signed_in, url("need-raise", person), text="kept", kind="need")
    assert "Choose a pathway" in page
    assert "kept" in page
    _, page = post(signed_in, url("need-resolve", person, need.uuid), how="kept words")
    assert "Choose a status" in page
    assert "kept words" in page


def test_what_is_unresolved_stands_out_before_a_release(signed_in, person, need):
    CustodyStayFactory(
        profile=person, release_expected_on=timezone.localdate() + datetime.timedelta(days=20)
    )
    assert "Unresolved before release on" in signed_in.get(url("needs", person)).content.decode()
    due = signed_in.get(url("overview", person)).context["due"]
    assert "1 anxiety or need unresolved before release" in [one.what for one in due]

    resolve(need, person.created_by)
    page = signed_in.get(url("needs", person)).content.decode()
    assert "Unresolved before release" not in page


# ---- Picked up by two, resolved twice -----------------------------------------------------------
def test_what_another_has_is_taken_over_only_when_asked(client, officer, spoc, person, need):
    services.pick_up(need=need, by=spoc)
    client.force_login(officer)
    _, page = post(client, url("need-pick-up", person, need.uuid))
    assert "Dana Frobisher, HMP Stafford picked up this on" in page
    assert "Take it over" in page
    assert Need.objects.get().picked_up_by == spoc

    post(client, url("need-pick-up", person, need.uuid), over_from=spoc.uuid, text="She left")
    assert Need.objects.get().picked_up_by == officer
    assert need.steps.last().what == What.TAKEN_OVER


def test_picked_up_twice_by_one_person_is_one_step(officer, need):
    services.pick_up(need=need, by=officer)
    services.pick_up(need=need, by=officer)
    assert need.steps.filter(what=What.PICKED_UP).count() == 1


def test_the_second_to_resolve_is_told_and_keeps_the_words(client, officer, spoc, person, need):
    resolve(need, spoc, "A hostel took him.")
    client.force_login(officer)
    typed = {"how": "A room of the council.", "status": status("done").pk}
    _, page = post(client, url("need-resolve", person, need.uuid), **typed)
    assert "Dana Frobisher, HMP Stafford resolved this on" in page
    assert "A room of the council." in page
    assert "Add what I wrote as a step" in page

    post(client, url("need-resolve", person, need.uuid), as_step="1", **typed)
    need = Need.objects.get()
    assert need.resolution == "A hostel took him."
    assert need.steps.last().text == "A room of the council."


@pytest.mark.slow
def test_two_who_resolve_at_once_come_to_one_outcome(live_database):
    by, other = (one := member(TeamFactory())), member(one.acting_team)
    need = NeedFactory(profile=make_person(by=by), by=by)
    found = together(lambda: resolve(need, by, "By me"), lambda: resolve(need, other, "By me too"))
    assert sorted(type(one).__name__ for one in found) == ["Need", "ValidationError"]
    assert need.steps.filter(what=What.RESOLVED).count() == 1


# ---- What is refused ----------------------------------------------------------------------------
def test_nothing_is_picked_up_or_resolved_when_it_is_over(officer, spoc, need):
    resolve(need, spoc)
    for act in (
        lambda: services.pick_up(need=need, by=officer),
        lambda: resolve(need, officer),
        lambda: services.hand_on(need=need, by=officer, team=officer.acting_team, text="x"),
        lambda: services.record_step(
            need=need, by=officer, text="x", status=status("in-progress")
        ),
    ):
        with pytest.raises(ValidationError, match="Dana Frobisher"):
            act()
    services.record_step(need=need, by=officer, text="He is happy there.")


def test_an_ending_status_needs_how_and_an_open_one_does_not_end(officer, need):
    with pytest.raises(ValidationError, match="Resolve it instead"):
        services.record_step(need=need, by=officer, text="x", status=status("done"))
    with pytest.raises(ValidationError, match="ends the need"):
        services.resolve_need(need=need, by=officer, status=status("in-progress"), how="x")
    with pytest.raises(ValidationError, match="open already"):
        services.reopen_need(need=need, by=officer, status=status("in-progress"), reason="x")
    resolve(need, officer)
    with pytest.raises(ValidationError, match="leaves the need open"):
        services.reopen_need(need=need, by=officer, status=status("done"), reason="x")


def test_only_a_team_that_reads_the_log_is_responsible(client, person, officer, manager, need):
    stranger, reader, discreet = TeamFactory(), TeamFactory(), TeamFactory(is_discreet=True)
    give(person, manager, reader, sections=["log"])
    give(person, manager, discreet, sections=["log"])
    client.force_login(officer)
    offered = client.get(url("need-raise", person)).context["form"].fields["team"].queryset
    assert {officer.acting_team, reader} == set(offered)
    for team in (stranger, discreet):
        with pytest.raises(ValidationError, match="can read this person’s log"):
            services.hand_on(need=need, by=officer, team=team, text="x")
        with pytest.raises(ValidationError, match="can read this person’s log"):
            NeedFactory(profile=person, by=officer, team=team)
    services.hand_on(need=need, by=officer, team=reader, text="They house people.")
    assert Need.objects.get().picker is None


def test_a_need_comes_from_an_entry_about_the_same_person(officer, person):
    other = make_person(by=officer)
    for source in (
        {"contact": write_contact(other, officer)},
        {"report": ReportFactory(profile=other, by=officer, submitted=True)},
    ):
        with pytest.raises(ValidationError, match="somebody else"):
            NeedFactory(profile=person, by=officer, **source)


def test_a_need_comes_from_no_draft(officer, person):
    draft = ReportFactory(profile=person, by=officer)
    with pytest.raises(ValidationError, match="Submit the report"):
        NeedFactory(profile=person, by=officer, report=draft)


# ---- Who reads and does -------------------------------------------------------------------------
ACTS = ["pick_up", "hand_on", "step", "resolve", "reopen"]


def do(act, need, by):
    if act == "pick_up":
        return services.pick_up(need=need, by=by)
    if act == "hand_on":
        return services.hand_on(need=need, by=by, team=by.acting_team, text="x")
    if act == "step":
        return services.record_step(need=need, by=by, text="x")
    if act == "resolve":
        return resolve(need, by)
    return services.reopen_need(need=need, by=by, status=status("in-progress"), reason="x")


@pytest.mark.parametrize("act", ACTS)
def test_a_reader_of_the_log_does_nothing_about_a_need(client, person, manager, need, act):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["log"])
    assert need in Need.objects.visible_to(reader)
    with pytest.raises(PermissionDenied):
        do(act, need, reader)


@pytest.mark.parametrize("act", ACTS)
def test_without_the_log_no_need_is_there(person, manager, need, act):
    """They add to reports, and so to the record."""
    other = member(TeamFactory())
    give(person, manager, other.acting_team, level=Level.CONTRIBUTE, sections=["reports"])
    with pytest.raises(Http404):
        do(act, need, other)


def test_without_the_log_there_is_no_tab_and_no_page(client, person, manager, outsider, need):
    give(person, manager, outsider.acting_team, level=Level.CONTRIBUTE, sections=["reports"])
    client.force_login(outsider)
    tabs = client.get(url("overview", person)).context["tabs"]
    assert "Needs" not in [tab["label"] for tab in tabs]
    for address in (url("needs", person), url("need", person, need.uuid)):
        assert client.get(address).status_code == 404
    with pytest.raises(Http404):
        NeedFactory(profile=person, by=outsider)


def test_a_reader_raises_none(person, manager):
    reader = member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["log"])
    with pytest.raises(PermissionDenied):
        NeedFactory(profile=person, by=reader)


def test_a_need_of_somebody_else_is_not_found_here(signed_in, person, manager):
    other = NeedFactory(profile=make_person(by=manager), by=manager)
    assert signed_in.get(url("need", person, other.uuid)).status_code == 404


def test_steps_are_seen_with_their_need(person, manager, outsider, need):
    assert NeedStep.objects.visible_to(manager).count() == 1
    assert not NeedStep.objects.visible_to(outsider).exists()


# ---- From a contact -----------------------------------------------------------------------------
def test_an_anxiety_of_a_contact_is_followed_up_as_a_need(client, officer, spoc, person):
    client.force_login(officer)
    typed = {"kind": ContactKindFactory().pk, "moment": "today", "text": "On the wing."}
    typed |= {"basis": "fact", "team": spoc.acting_team.pk}
    address = url("log-add", person)
    _, page = post(client, address, **typed)
    assert "Choose the pathway" in page
    typed["pathway"] = Pathway.objects.get(code="accommodation").pk
    _, page = post(client, address, **typed)
    assert "Enter what worries them" in page
    post(client, address, anxieties="His mother’s landlord", **typed)

    need = Need.objects.get()
    assert (need.text, need.team) == ("His mother’s landlord", spoc.acting_team)
    assert url("need", person, need.uuid) in client.get(url("log", person)).content.decode()
    assert (
        url("log", person) + "?since="
        in client.get(url("need", person, need.uuid)).content.decode()
    )


# ---- From a report ------------------------------------------------------------------------------
def test_a_need_from_a_report_takes_its_words(client, officer, spoc, person):
    kind = FormKind.objects.get(code="prison-history")
    report = services.start_report(profile=person, by=officer, kind=kind)
    answer(report, officer)
    services.submit_report(report=report, by=officer)
    address = f"{url('need-raise', person)}?report={report.uuid}"

    client.force_login(officer)
    assert address in client.get(url("report", person, report.uuid)).content.decode()
    assert client.get(address).context["form"]["text"].value() == "Where he will live"
    post(client, address, kind="anxiety", text="Where?", pathway=Pathway.objects.first().pk)
    need = Need.objects.get()
    assert need.report == report
    assert "Prison History" in client.get(url("need", person, need.uuid)).content.decode()

    client.force_login(spoc)  # reads the log, and no report
    assert "Prison History" not in client.get(url("need", person, need.uuid)).content.decode()
    assert client.get(address).context["form"]["text"].value() == ""
    with pytest.raises(Http404):
        NeedFactory(profile=person, by=spoc, report=report)


# ---- History ------------------------------------------------------------------------------------
def test_history_says_which_need_and_not_the_verb_again(client, person, officer):
    pathways = ["Where to live", "What is owed"]
    for name in pathways:
        pathway = PathwayFactory(code=name[-4:], name=name)
        NeedFactory(profile=person, by=officer, pathway=pathway, text=f"About {name}")
    client.force_login(officer)

    page = client.get(url("history", person)).content.decode()

    for name in pathways:
        assert f"Raised a need: {name}, About {name}" in page
    assert "What:" not in page


def test_history_names_no_need_to_those_without_the_log(
    client, person, manager, officer, outsider
):
    NeedFactory(profile=person, by=officer, text="Where he will live")
    give(person, manager, outsider.acting_team, sections=["risk"])
    client.force_login(outsider)

    page = client.get(url("history", person)).content.decode()

    assert "Raised a need" not in page
    assert "Where he will live" not in page
