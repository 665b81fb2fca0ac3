"""Reports that are due: kept true by every act, told to those who owe them, and to nobody else."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.levels import Level
from access.services import accept_transfer, end_access, lift_restriction
from access.tests.factories import LawfulBasisFactory, TransferFactory, give, restrict, run_out
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, agree, member
from core.querysets import unguarded
from core.stale import Opened
from profiles import services
from profiles.jobs import rebuild_due_reports
from profiles.models import CustodyStay, DueReport, ProfileTeamHold, Report
from profiles.owed_reports import owed
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    FormKindFactory,
    UpdatePeriodFactory,
    make_person,
)
from profiles.tests.test_reports import answer
from profiles.tests.walking import edit, post, url
from records.models import FormKind

pytestmark = pytest.mark.slow

DAY, WEEK = datetime.timedelta(days=1), datetime.timedelta(weeks=1)
TODAY = timezone.localdate()
REPORTS = ["reports"]


@pytest.fixture
def stafford(prison):
    return EstablishmentFactory(team=prison)


@pytest.fixture
def spoc(prison):
    return member(prison, name="Tom Varley")


@pytest.fixture
def history(db):
    return FormKind.objects.get(code="prison-history")


def put_in(person, by, place, **fields):
    inside = {"starts_on": TODAY - 40 * DAY, **fields}
    return services.add_detail(
        profile=person, by=by, detail=CustodyStay(establishment=place, **inside)
    )


def let_write(person, by, team, **more):
    return give(person, by, team, level=Level.CONTRIBUTE, sections=REPORTS, **more)


def due(person):
    rows = person.due_reports.select_related("kind", "team")
    return [(row.kind.code, row.due_on - TODAY, row.team) for row in rows]


def submit(person, by, kind):
    report = services.start_report(profile=person, by=by, kind=kind)
    answer(report, by)
    return services.submit_report(report=report, by=by)


def test_every_act_keeps_what_is_due_as_a_fresh_computation_finds_it(
    person, manager, prison, spoc, stafford, history, council
):
    def is_true():
        kept = {tuple(vars(one).values()) for one in owed([person.pk])}
        rows = DueReport.objects.values_list("profile", "kind", "team", "due_on", "why")
        assert set(rows) == kept
        return due(person)

    assert is_true() == []
    stay = put_in(person, manager, stafford, release_expected_on=TODAY + 60 * DAY)
    assert is_true() == [("pre-release", 32 * DAY, None)]

    theirs = member(prison, Membership.Role.MANAGER)
    period = services.add_update_period(
        team=prison, by=theirs, establishment=stafford, kind=history, weeks=6
    )
    assert is_true() == [("prison-history", 2 * DAY, None), ("pre-release", 32 * DAY, None)]
    grant = let_write(person, manager, prison)
    assert is_true() == [("prison-history", 2 * DAY, prison), ("pre-release", 32 * DAY, prison)]

    services.edit_update_period(period=period, by=theirs, weeks=4)
    assert is_true()[0] == ("prison-history", -12 * DAY, prison)
    submit(person, spoc, history)
    assert is_true()[0] == ("prison-history", 28 * DAY, prison)
    services.edit_detail(detail=stay, by=manager, release_expected_on=TODAY + 30 * DAY)
    assert is_true()[0] == ("pre-release", 2 * DAY, prison)
    services.edit_update_period(period=period, by=theirs, is_agreed=False)
    assert is_true() == [("pre-release", 2 * DAY, prison)]

    restrict(person, manager)
    assert is_true() == [("pre-release", 2 * DAY, None)]
    lift_restriction(obj=person, by=manager, because="It is over")
    assert is_true() == [("pre-release", 2 * DAY, prison)]
    end_access(obj=person, grant=grant, by=manager, because="Moved")
    assert is_true() == [("pre-release", 2 * DAY, None)]
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")
    UpdatePeriodFactory(establishment=dovegate, weeks=1, kind=FormKind.objects.get(code="review"))
    move = CustodyStay(establishment=dovegate, starts_on=TODAY)
    services.leave_custody(stay=stay, by=manager, ends_on=TODAY, next_stay=move)
    assert is_true() == [("review", 7 * DAY, person.owner_team)]

    head = member(council, Membership.Role.MANAGER)
    agree(council, person.owner_team)
    transfer = TransferFactory(obj=person, by=manager, to=council)
    accept_transfer(transfer=transfer, by=head, basis=LawfulBasisFactory())
    assert is_true() == [("review", 7 * DAY, council)]
    services.leave_custody(stay=move, by=head, ends_on=TODAY)
    assert is_true() == []


def test_a_night_puts_right_what_no_act_told_of(person, manager, prison, stafford):
    put_in(person, manager, stafford, release_expected_on=TODAY + 28 * DAY)
    grant = let_write(person, manager, prison)
    other = CustodyStayFactory(profile=make_person(by=manager), release_expected_on=TODAY)
    with unguarded("A test"):
        other.profile.due_reports.all().delete()
    run_out(grant, ProfileTeamHold)

    assert rebuild_due_reports() == 3  # one taken back, one that nobody can write, one missing
    assert due(person) == [("pre-release", 0 * DAY, None)]
    assert rebuild_due_reports() == 0


@pytest.mark.parametrize(
    ("leaves_in", "owed_in"),
    [(None, 3), (9, 3), (3, 3), (2, None), (-1, 3)],
    ids=["no day", "later", "that day", "before", "overdue"],
)
def test_no_report_falls_due_after_the_release(person, manager, stafford, leaves_in, owed_in):
    UpdatePeriodFactory(establishment=stafford, kind=FormKind.objects.get(code="review"), weeks=6)
    leaves_on = None if leaves_in is None else TODAY + leaves_in * DAY
    put_in(person, manager, stafford, starts_on=TODAY - 39 * DAY, release_expected_on=leaves_on)

    by_period = [days for code, days, _ in due(person) if code == "review"]

    assert by_period == ([] if owed_in is None else [owed_in * DAY])


def test_a_report_of_an_earlier_stay_is_none_of_this_one(person, manager, officer, stafford):
    UpdatePeriodFactory(establishment=stafford, kind=FormKind.objects.get(code="review"))
    kind = FormKind.objects.get(code="prison-history")
    report = submit(person, officer, kind)
    with unguarded("A test"):
        Report.objects.filter(pk=report.pk).update(submitted_at=timezone.now() - 300 * DAY)
    UpdatePeriodFactory(establishment=stafford, kind=kind)
    put_in(person, manager, stafford)

    assert [days for _, days, _ in due(person)] == [2 * DAY, 2 * DAY]


def test_the_teams_of_another_prison_owe_nothing(person, manager, prison, stafford):
    """Prisons may be of one agency: its team at Dovegate reads on after the move."""
    dovegate = TeamFactory(agency=prison.agency)
    EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate", team=dovegate)
    beside = TeamFactory(agency=prison.agency)
    for team in (dovegate, beside):
        let_write(person, manager, team)
    put_in(person, manager, stafford, release_expected_on=TODAY + 28 * DAY)

    assert due(person) == [("pre-release", 0 * DAY, beside)]


# ---- On Home ------------------------------------------------------------------------------------
def on_home(client, reader):
    client.force_login(reader)
    page = client.get("/")
    panels = [panel for panel in page.context["panels"] if panel.get("title") == "Reports due"]
    rows = panels[0]["rows"] if panels else []
    return [(str(row.kind), row.due_on - TODAY) for row, _ in rows], page.content.decode()


def test_home_shows_the_owing_team_what_is_overdue_first(
    client, person, manager, prison, spoc, stafford, council
):
    UpdatePeriodFactory(establishment=stafford, weeks=5)
    let_write(person, manager, prison)
    give(person, manager, council, level=Level.VIEW, sections=REPORTS)
    put_in(person, manager, stafford, release_expected_on=TODAY + 33 * DAY)
    far = make_person(by=manager, surname="Farrow")
    let_write(far, manager, prison)
    put_in(far, manager, stafford, starts_on=TODAY, release_expected_on=TODAY + 90 * DAY)

    rows, page = on_home(client, spoc)

    assert rows == [("Prison History", -5 * DAY), ("Pre-release report", 5 * DAY)]
    assert f"/profiles/{person.uuid}/reports/new/?kind=prison-history" in page
    assert "Farrow" not in page
    assert on_home(client, manager)[0] == []  # the prison owes them
    assert on_home(client, member(council))[0] == []
    client.force_login(spoc)
    owed_list = client.get("/profiles/", {"report": "owed"}).content.decode()
    late_list = client.get("/profiles/", {"report": "late"}).content.decode()
    assert "Farrow" in owed_list
    assert "Farrow" not in late_list
    assert "Pellworth" in late_list


def test_home_names_nobody_to_those_who_may_not_write(
    client, person, manager, prison, spoc, stafford
):
    put_in(person, manager, stafford, release_expected_on=TODAY + 28 * DAY)
    give(person, manager, prison, level=Level.VIEW, sections=REPORTS)
    assert on_home(client, spoc)[0] == []

    let_write(person, manager, prison)
    assert len(on_home(client, spoc)[0]) == 1
    client.force_login(spoc)
    assert "Write it" in client.get(url("overview", person)).content.decode()
    assert "Pre-release report due" in client.get(url("reports", person)).content.decode()

    restrict(person, manager)
    rows, page = on_home(client, spoc)
    assert rows == []
    assert "Pellworth" not in page


def test_who_is_named_on_a_restricted_record_owes_its_reports(
    client, person, manager, prison, spoc, stafford
):
    give(person, manager, spoc, named=True, level=Level.CONTRIBUTE, sections=REPORTS)
    restrict(person, manager)
    put_in(person, manager, stafford, release_expected_on=TODAY + 28 * DAY)

    assert len(on_home(client, spoc)[0]) == 1
    assert on_home(client, member(prison))[0] == []


# ---- Administration -----------------------------------------------------------------------------
PERIODS = "/administration/update-periods/"


@pytest.fixture
def head(prison, stafford):
    """The manager of the prison's team."""
    return member(prison, Membership.Role.MANAGER, name="Carys Bowen")


def test_a_prison_agrees_how_often_it_writes(client, head, prison, stafford, history, person):
    client.force_login(head)
    add = f"{PERIODS}prisons/{prison.uuid}/new/"
    typed = {"establishment": stafford.pk, "kind": history.pk}

    for weeks in ("0", "105", "six", ""):
        response, page = post(client, add, **typed, weeks=weeks)
        assert response.status_code == 200
        assert "There is a problem" in page
    post(client, add, **typed, weeks="6")
    assert "Prison History every 6 weeks" in client.get(PERIODS).content.decode()
    _, page = post(client, add, **typed, weeks="4")
    assert "There is a period for this report already" in page

    period = stafford.update_periods.get()
    CustodyStayFactory(profile=person, establishment=stafford)
    change = f"{PERIODS}{period.uuid}/"
    edit(client, change, weeks="1", is_agreed="True")
    assert "Prison History every week" in client.get(PERIODS).content.decode()
    assert person.due_reports.count() == 1
    edit(client, change, weeks="1", is_agreed="False")
    assert "No longer agreed" in client.get(PERIODS).content.decode()
    assert person.due_reports.count() == 0
    assert period.history.count() == 3


def test_only_reports_that_the_team_is_offered_are_agreed(client, head, prison, stafford):
    ours, _, theirs = (
        FormKindFactory(code="ours", area=None),
        FormKindFactory(code="a-referral", use=FormKind.Use.REFERRAL),
        FormKindFactory(code="theirs", area=AreaFactory()),
    )
    client.force_login(head)

    form = client.get(f"{PERIODS}prisons/{prison.uuid}/new/").context["form"]

    codes = set(form.fields["kind"].queryset.values_list("code", flat=True))
    assert ours.code in codes
    assert not codes & {"a-referral", "theirs"}
    with pytest.raises(ValidationError, match="Choose a report"):
        services.add_update_period(
            team=prison, by=head, establishment=stafford, kind=theirs, weeks=6
        )


def test_two_who_change_one_period_are_asked(client, head, administrator, stafford, prison):
    period = UpdatePeriodFactory(establishment=stafford, weeks=6)
    opened = Opened.of({"weeks": 6, "is_agreed": True})
    services.edit_update_period(period=period, by=administrator, weeks=8)

    client.force_login(head)
    _, page = post(
        client, f"{PERIODS}{period.uuid}/", weeks="4", is_agreed="True", opened=str(opened)
    )

    assert "8" in page
    period.refresh_from_db()
    assert period.weeks == 8


def test_only_those_who_look_after_the_prison_agree_for_it(
    client, head, administrator, manager, spoc, outsider, prison, stafford, police, history
):
    period = UpdatePeriodFactory(establishment=stafford)
    add, change = f"{PERIODS}prisons/{prison.uuid}/new/", f"{PERIODS}{period.uuid}/"

    def answers(reader, *paths):
        client.force_login(reader)
        return [client.get(path).status_code for path in paths]

    assert answers(head, PERIODS, add, change) == [200, 200, 200]
    assert answers(administrator, PERIODS, add, change) == [200, 200, 200]
    for other in (manager, spoc, outsider):
        assert answers(other, PERIODS, add, change) == [403, 404, 404]
    # Administration leads there who may.
    for reader, leads in ((head, True), (manager, False)):
        client.force_login(reader)
        assert ("Agreed reports" in client.get("/administration/").content.decode()) is leads
    # A team that works in no prison.
    assert answers(manager, f"{PERIODS}prisons/{police.uuid}/new/") == [403]
    # A prison of another team.
    theirs = EstablishmentFactory(code="hmp-bure", name="HMP Bure", team=TeamFactory())
    UpdatePeriodFactory(establishment=theirs)
    client.force_login(head)
    assert "HMP Bure" not in client.get(PERIODS).content.decode()
    post(client, add, establishment=theirs.pk, kind=history.pk, weeks="6")
    assert theirs.update_periods.count() == 1
