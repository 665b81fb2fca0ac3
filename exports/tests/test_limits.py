"""How much one person exports, and a manager's answer about more."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access.services import allow_listing_more
from access.tests.factories import ListingExceptionFactory
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from exports import jobs, limits, services, sheets
from exports.models import Export
from exports.tests.factories import ExportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limited(settings):
    settings.EXPORT_LIMITS = {
        "practitioner": {"rows": 6, "files": 3},
        "manager": {"rows": 9, "files": 5},
    }
    settings.LISTING_LIMITS = {"practitioner": 4, "manager": 8}


def states():
    return list(Export.objects.order_by("pk").values_list("state", flat=True))


def test_rows_of_a_day_are_counted(ask):
    for _ in range(3):
        ask()

    assert states() == ["waiting", "waiting", "held"]
    held = Export.objects.latest("pk")
    assert held.why_not == "It would make 9 rows in 24 hours: the limit is 6."
    event = Event.objects.get(verb="export.over_limit")
    assert (event.target_id, event.detail["why"]) == (held.pk, held.why_not)


def test_files_of_a_day_are_counted(ask, numbers):
    numbers.values = ["one"]

    for _ in range(4):
        ask()

    assert states() == ["waiting", "waiting", "waiting", "held"]
    words = "3 exports already made in 24 hours, and the limit is 3."
    assert Export.objects.latest("pk").why_not == words


def test_a_manager_exports_more(ask, manager):
    for _ in range(4):
        ask(by=manager)

    assert states() == ["waiting", "waiting", "waiting", "held"]


@pytest.mark.parametrize("state", ["held", "declined", "refused", "failed"])
def test_what_never_became_a_file_does_not_count(ask, officer, state):
    ExportFactory(asked_by=officer, rows_total=100, state=state)

    assert ask().state == "waiting"


def test_yesterday_and_colleagues_do_not_count(ask, officer, colleague):
    earlier = ExportFactory(asked_by=officer, rows_total=100)
    before = timezone.now() - datetime.timedelta(hours=25)
    Export.objects.filter(pk=earlier.pk).update(asked_at=before)
    ExportFactory(asked_by=colleague, rows_total=100)

    assert ask().state == "waiting"


def test_what_a_manager_allowed_does_not_count(ask, officer, manager):
    ExportFactory(asked_by=officer, rows_total=100, decided_by=manager, decided_at=timezone.now())

    assert ask().state == "waiting"


def test_what_is_over_the_limit_is_not_made_before_somebody_allows_it(ask, numbers, manager):
    numbers.values = list("abcdefg")
    export = ask()

    assert jobs.make_exports() == 0
    services.allow_export(export=export, by=manager)
    jobs.make_exports()

    export.refresh_from_db()
    assert (export.state, export.decided_by, export.row_count) == ("ready", manager, 7)
    assert Event.objects.get(verb="export.made").detail["allowed_by"] == manager.pk
    assert Event.objects.get(verb="export.allowed").recipient == "Priya Nandra"


def test_a_manager_does_not_allow_it_and_says_why(ask, numbers, manager):
    numbers.values = list("abcdefg")
    export = services.decline_export(export=ask(), by=manager, answer="Ask for one team alone")

    assert (export.state, export.why_not) == ("declined", "Ask for one team alone")
    assert jobs.make_exports() == 0
    assert Event.objects.get(verb="export.declined").reason == "Ask for one team alone"


# ---- People within the hour ---------------------------------------------------------------------
def test_too_many_people_within_the_hour_hold_the_file_back(made, numbers):
    numbers.people = [1, 2, 3, 4, 5]

    export = made()

    assert (export.state, export.file_name) == ("held", "")
    assert "over 4 different people within an hour" in export.why_not
    assert not list(sheets.folder().glob("*"))
    assert not export.parts.exists()
    assert not Event.objects.filter(verb="export.made").exists()
    assert Event.objects.filter(verb="export.over_limit").count() == 1


def test_the_people_in_a_file_count_as_listed(made, numbers):
    numbers.people = [1, 2, 3]
    made()
    numbers.people = [3, 4]
    assert made().state == "ready"
    numbers.values, numbers.people = [], [5]

    assert made().state == "held"


def test_people_whom_a_manager_allowed_are_not_counted_again(made, numbers, manager):
    numbers.values, numbers.people = ["one"], [1, 2, 3, 4, 5]
    export = services.allow_export(export=made(), by=manager)
    jobs.make_exports()
    export.refresh_from_db()
    assert export.state == "ready"
    numbers.people = [6]

    assert made().state == "ready"


def test_who_may_list_more_may_export_more_people(made, numbers, officer, manager):
    allow_listing_more(asked=ListingExceptionFactory(user=officer), by=manager)
    numbers.people = [1, 2, 3, 4, 5]

    assert made().state == "ready"


# ---- Who answers --------------------------------------------------------------------------------
@pytest.fixture
def held(officer):
    return ExportFactory(asked_by=officer, over=True)


def test_only_managers_of_the_team_answer(held, police, colleague, administrator, outsider):
    elsewhere = member(TeamFactory(), Membership.Role.MANAGER)

    for by in (colleague, administrator, outsider, elsewhere, held.asked_by):
        with pytest.raises(Http404):
            services.allow_export(export=held, by=by)
        with pytest.raises(Http404):
            services.decline_export(export=held, by=by, answer="No")


def test_nobody_answers_for_themselves(manager):
    own = ExportFactory(asked_by=manager, over=True)

    with pytest.raises((Http404, PermissionDenied)):
        services.allow_export(export=own, by=manager)


def test_who_answers_second_is_told(held, police, manager):
    second = member(police, Membership.Role.MANAGER)
    services.allow_export(export=held, by=manager)

    with pytest.raises(ValidationError, match="Ruth Calloway has answered already"):
        services.decline_export(export=held, by=second, answer="No")


def test_what_never_went_over_waits_for_nobody(officer, manager):
    plain = ExportFactory(asked_by=officer)

    with pytest.raises(Http404):
        services.allow_export(export=plain, by=manager)


def test_the_most_rows_of_a_file_are_a_hundred_thousand():
    assert limits.MOST == 100_000
