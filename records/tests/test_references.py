"""References: never given twice, and in runs that tell nothing of other agencies."""

import re
import threading

import pytest
from django.db import connection, connections, transaction

from agencies.tests.factories import AgencyFactory
from records.models import ReferenceBlock
from records.services import next_reference


@pytest.mark.django_db
def test_a_reference_has_kind_year_and_six_digits():
    assert re.fullmatch(r"P-\d{4}-\d{6}", next_reference(kind="P", agency=AgencyFactory()))


@pytest.mark.django_db
def test_an_agency_takes_a_new_run_when_one_is_used_up():
    ours, theirs = AgencyFactory(), AgencyFactory()
    first = [next_reference(kind="P", agency=ours) for _ in range(ReferenceBlock.SIZE)]
    next_reference(kind="P", agency=theirs)

    later = next_reference(kind="P", agency=ours)

    assert len(set(first)) == ReferenceBlock.SIZE
    assert int(later[-6:]) == 2 * ReferenceBlock.SIZE + 1


@pytest.mark.slow
def test_agencies_that_open_records_at_once_never_share_a_reference(live_database):
    agencies = [AgencyFactory(name=name) for name in ("One", "Two")]
    given = []

    def take(agency):
        for _ in range(30):
            with transaction.atomic():
                given.append(next_reference(kind="P", agency=agency))
        connection.close()

    threads = [threading.Thread(target=take, args=[agency]) for agency in agencies * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(given) == len(set(given)) == 120
    connections.close_all()
