"""What tests of exports share: a list that only they have, and a folder of their own."""

from types import SimpleNamespace

import pytest

from core.filter_sets import FilterSet
from core.paging import Page, decode, encode
from exports import jobs, kinds, services
from exports.kinds import Column, ListKind


class Numbers(ListKind):
    """So many rows, of so many people, as the test has set it up."""

    name, title = "numbers", "Numbers"
    model = action = None
    values: list = []
    people: list = []
    opens = True
    columns = (Column("Number", lambda row: row.pk), Column("Text", lambda row: row.text))

    @property
    def is_open(self):
        return self.opens and self.user.is_active and self.user.practises

    @property
    def filter(self):
        return FilterSet(SimpleNamespace(user=self.user, GET={}))

    def batch(self, after, size):
        (start,) = decode(after, (int,)) or (0,)
        shown = [
            SimpleNamespace(pk=start + n, text=text)
            for n, text in enumerate(self.values[start : start + size])
        ]
        end = start + size
        return Page(shown, next_cursor=encode(end) if end < len(self.values) else None)

    def number(self, most):
        return min(len(self.values), most + 1)

    def subjects(self, rows):
        return self.people

    def sees_all(self, rows, people):
        return self.opens and set(rows) <= set(range(len(self.values)))

    page = "/numbers/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def numbers(monkeypatch):
    """The list, which the test fills."""
    made = type(
        "Numbers", (Numbers,), {"values": ["one", "two", "three"], "people": [], "opens": True}
    )
    monkeypatch.setattr(kinds, "_kinds", {**kinds.kinds(), "numbers": made})
    return made


@pytest.fixture
def ask(officer, numbers):
    def asked(by=officer, file_format="csv", reason="The cohort meeting"):
        return services.ask_for_list(
            by=by, kind="numbers", query="", of=None, file_format=file_format, reason=reason
        )

    return asked


@pytest.fixture
def made(ask):
    """Ask, and let the job run once."""

    def make(**asked):
        export = ask(**asked)
        jobs.make_exports()
        export.refresh_from_db()
        return export

    return make


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client
