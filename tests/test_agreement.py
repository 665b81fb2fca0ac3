"""For every demo user, a record is in its list and counted there, in its file, told by the API,
opened and found by its reference, or it is none of these.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from agencies.models import User
from cases.models import Case
from exports import kinds
from home.demo.teams import ACCOUNTS
from home.search.asking import page_with_reference
from missing.models import Episode
from profiles.models import Profile
from referrals.filters import TABS
from referrals.models import Intervention, Referral
from tasks.models import Task

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
USERS = [username for username, *_ in ACCOUNTS]
# The kinds with a reference of their own.
FOUND = {"people", "cases", "referrals", "rj-register", "tasks"}
BY_TAB = tuple(f"tab={tab}" for tab in TABS)


@dataclass(frozen=True)
class Kind:
    """A kind of record: its page, its place in the API, and the queries that its list is asked."""

    model: Any
    page: str
    told: str
    queries: tuple[str, ...] = ("",)
    of: Callable[[], Any] | None = None
    # What its page calls the number that it says.
    counts: str = ""

    def all(self):
        return self.of() if self.of else self.model.objects.all()


KINDS = {
    "people": Kind(Profile, "/profiles/", "/api/v1/profiles/", counts="count"),
    "cases": Kind(Case, "/cases/", "/api/v1/cases/", ("", "state=closed"), counts="count"),
    "referrals": Kind(Referral, "/referrals/", "/api/v1/referrals/", BY_TAB),
    "tasks": Kind(Task, "/tasks/", "/api/v1/tasks/", ("tab=all",)),
    "rj-register": Kind(Intervention, "/rj/", "/api/v1/rj/"),
    "missing": Kind(
        Episode,
        "/missing/",
        "/api/v1/missing/",
        of=lambda: Episode.objects.missing_now(),
        counts="number",
    ),
}


def in_list(client, kind, query):
    """The uuids on every page of the list; none where the reader has no such list.

    A list that says how many there are says as many as it shows.
    """
    found, after, counts = [], "", set()
    while True:
        answer = client.get(f"{kind.page}?{query}&after={after}")
        if answer.status_code != 200 or "page" not in answer.context:
            return None
        page = answer.context["page"]
        found += [row.uuid for row in page]
        if kind.counts:
            counts.add(str(answer.context[kind.counts]))
        if page.next_cursor is None:
            assert counts <= {str(len(found))}
            return found
        after = page.next_cursor


def in_api(client, kind, query):
    """The uuids that the API tells, page by page; none where it tells nothing of the kind.

    It counts as many as it tells.
    """
    found, address, counts = [], f"{kind.told}?{query}", set()
    while address:
        answer = client.get(address)
        if answer.status_code != 200:
            return None
        told = answer.json()
        found += [row["uuid"] for row in told["results"]]
        address = told["next"]
        counts.add(told["count"])
    assert counts == {str(len(found))}
    return found


def in_file(user, name, query):
    """The uuids in the finished file; none where the reader may not have it."""
    listed = kinds.find(user, name, query)
    if listed is None:
        return None
    found, after = [], ""
    while True:
        page = listed.batch(after, 50)
        found += [row.uuid for row in page]
        if page.next_cursor is None:
            assert listed.number(len(found) + 1) == len(found)
            return found
        after = page.next_cursor


def opened(client, kind):
    """The uuids of those whose own page answers."""
    return {
        one.uuid for one in kind.all() if client.get(one.get_absolute_url()).status_code == 200
    }


def told_alone(client, kind):
    """The uuids of those that the API tells by their own address."""
    return {
        one.uuid for one in kind.all() if client.get(f"{kind.told}{one.uuid}/").status_code == 200
    }


def found(user, kind):
    """The uuids of those to which their reference leads."""
    return {
        one.uuid
        for one in kind.all()
        if page_with_reference(user, one.reference) == one.get_absolute_url()
    }


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("username", USERS)
def test_list_file_api_page_and_search_agree(demo, username, name):
    kind, user, client = KINDS[name], User.objects.get(username=username), Client()
    client.force_login(user)

    readable, everywhere = opened(client, kind), set()
    # A control room searches the register on its page alone.
    assert told_alone(client, kind) == (set() if user.is_in_control_room else readable)
    for query in kind.queries:
        filed = in_file(User.objects.get(pk=user.pk), name, query)
        told = in_api(client, kind, query)
        listed = in_list(client, kind, query)
        everywhere |= set(told or ())
        assert {str(one) for one in filed or ()} == set(told or ())
        if listed is not None:
            assert len(listed) == len(set(listed))
            assert set(listed) == set(filed or ())
    assert everywhere <= {str(one) for one in readable}
    # Of referrals, tabs show what somebody has a part in; the register, what was entered into it.
    if name not in ("referrals", "rj-register"):
        assert everywhere == {str(one) for one in readable}
    if name in FOUND and user.practises:
        # What a referral will enter into the register has no reference before.
        named = {one.uuid for one in kind.all() if one.reference}
        assert found(User.objects.get(pk=user.pk), kind) == readable & named
