"""Two files of one person that are finished at the same moment: each counts for the other."""

import threading
from contextlib import suppress

import pytest

from agencies.tests.factories import TeamFactory, member
from exports import limits, services
from exports.models import Export
from tests.together import together

pytestmark = pytest.mark.slow


def written(by, numbers, people):
    """An export whose rows are written: it is saved for all to see, and is to be finished."""
    numbers.people = people
    services.ask_for_list(
        by=by, kind="numbers", query="", of=None, file_format="csv", reason="Meeting"
    )
    export = services.begin_export()
    services.next_rows(export=export, after="", size=10, number=0)
    return export


def test_together_they_do_not_pass_the_limit_of_people(
    live_database, numbers, settings, monkeypatch
):
    settings.LISTING_LIMITS = {"practitioner": 4}
    by = member(TeamFactory())
    exports = [written(by, numbers, people) for people in ([1, 2, 3], [4, 5, 6])]
    count, both_have_counted = limits.why_too_many, threading.Barrier(2)

    def slowly(user, people):
        over = count(user, people)
        with suppress(threading.BrokenBarrierError):  # the other waits for this one
            both_have_counted.wait(timeout=2)
        return over

    monkeypatch.setattr(limits, "why_too_many", slowly)

    def finish(export):
        return services.finish_export(export=export, sha256="0" * 64, is_cut_off=False)

    results = together(*(lambda export=export: finish(export) for export in exports))

    assert all(isinstance(result, Export) for result in results), results
    assert sorted(Export.objects.values_list("state", flat=True)) == ["held", "ready"]
