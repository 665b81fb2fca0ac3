"""A program gets no alerts that it did not ask for; lists cost the same however long they are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.selectors import people_to_name
from access.tests.factories import give
from agencies.tests.factories import member
from alerts.models import Notice
from api.tests.calls import PEOPLE, one
from api.tests.factories import make_client
from audit.jobs import drain_deliveries
from profiles.tests import factories


@pytest.mark.parametrize(("scopes", "told"), [(["log:read"], False), (["alerts:read"], True)])
def test_a_program_is_alerted_only_if_it_reads_alerts(cast, person, manager, scopes, told):
    account = make_client(cast.elsewhere, scopes=scopes).account
    colleague = member(cast.elsewhere)

    give(person, manager, cast.elsewhere)
    drain_deliveries()

    assert Notice.objects.filter(recipient=colleague).exists()
    assert Notice.objects.filter(recipient=account).exists() is told


def test_nobody_names_a_program_in_a_grant(cast, manager):
    account = make_client(cast.police).account

    named = {place.user_id for place in people_to_name(manager)}

    assert manager.pk in named
    assert account.pk not in named


def asked(program, address):
    with CaptureQueriesContext(connection) as statements:
        assert program.get(address).status_code == 200
    return len(statements)


@pytest.mark.parametrize("part", ["", "log/", "risk/", "reports/", "documents/"])
def test_twelve_rows_cost_what_one_costs(program, person, manager, cast, part):
    def add():
        if part == "":
            factories.make_person(by=manager, team=cast.police)
        elif part == "log/":
            factories.write_contact(person, manager)
        elif part == "risk/":
            factories.RiskAssessmentFactory(profile=person)
        elif part == "reports/":
            factories.ReportFactory(profile=person, by=manager, submitted=True)
        else:
            factories.ProfileDocumentFactory(profile=person, by=manager)

    address = one(person) + part if part else PEOPLE
    add()
    asked(program, address)  # the first call of a process fills its caches
    few = asked(program, address)
    for _ in range(11):
        add()

    assert asked(program, address) == few
