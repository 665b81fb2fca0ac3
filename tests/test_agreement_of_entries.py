"""For every demo user, what belongs to a record is on its page, in its file, told by the API,
opened and found by a word in it, or it is none of these.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from cases.models import Action, Case, CaseDocument
from cases.tests.factories import CaseDocumentFactory
from core.tidy import folded
from documents.tests.factories import checked
from exports import kinds
from home.demo.teams import ACCOUNTS
from home.search.asking import search
from profiles.models import Contact, Profile, ProfileDocument, Report, RiskAssessment
from tests.test_agreement import in_api

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo")]
USERS = [username for username, *_ in ACCOUNTS]
EVERY = 200


def _of_report(report):
    answers = [said for part in report.parts.all() for said in part.answers.values()]
    return " ".join(one for one in answers if isinstance(one, str))


@dataclass(frozen=True)
class Entries:
    """A kind of entry: its page, its address in the API, its file, and how it is searched."""

    record: Any
    every: Callable[[], Any]
    page: str
    told: str
    file: str
    searched: str = ""
    words: Callable[[Any], str] = lambda entry: entry.text


KINDS = {
    "log": Entries(
        Profile, Contact.objects.all, "profiles:log", "api:log", file="log", searched="log"
    ),
    "reports": Entries(
        Profile,
        lambda: Report.objects.submitted(),
        "profiles:reports",
        "api:reports",
        file="reports",
        searched="reports",
        words=_of_report,
    ),
    "risk": Entries(Profile, RiskAssessment.objects.all, "profiles:risk", "api:risk", file="risk"),
    "documents": Entries(
        Profile,
        lambda: ProfileDocument.objects.in_force(),
        "profiles:documents",
        "api:documents",
        file="documents",
        searched="documents",
        words=lambda document: document.name,
    ),
    "actions": Entries(
        Case, Action.objects.all, "cases:actions", "api:case-actions", "actions", "actions"
    ),
    "case-documents": Entries(
        Case,
        lambda: CaseDocument.objects.in_force(),
        "cases:documents",
        "api:case-documents",
        file="case-documents",
        searched="documents",
        words=lambda document: document.name,
    ),
}


@dataclass(frozen=True)
class Place:
    """The list of one record in the API, asked as the lists of records are."""

    told: str


def on_page(client, kind, record):
    """The uuids of the entries on the pages of the record; none where they do not open."""
    found, after = set(), ""
    while True:
        answer = client.get(reverse(kind.page, args=[record.uuid]), {"after": after})
        if answer.status_code != 200:
            return found
        page = answer.context["page"]
        found |= {str(row.uuid) for row in page}
        if page.next_cursor is None:
            return found
        after = page.next_cursor


def in_file(user, kind, record):
    """The uuids of the entries in the file; none where the reader may not have it."""
    listed = kinds.find(user, kind.file, of=record.uuid)
    return {str(row.uuid) for row in listed.batch("", EVERY)} if listed else set()


def told(client, kind, record):
    """The uuids that the API tells of a record. Each has an address, and that answers."""
    place = reverse(kind.told, args=[record.uuid])
    listed = in_api(client, Place(place), f"limit={EVERY // 2}") or []
    assert len(listed) == len(set(listed))
    for uuid in listed:
        assert client.get(f"{place}{uuid}/").status_code == 200
    return set(listed)


def said_once(kind):
    """A word of each entry that stands in few others, by its uuid; of those that have a word."""
    every = {
        str(entry.uuid): set(re.findall(r"[^\W\d_]{4,}", folded(kind.words(entry))))
        for entry in kind.every()
    }
    often = Counter(word for words in every.values() for word in words)
    return {
        uuid: min(words, key=lambda word: (often[word], word))
        for uuid, words in every.items()
        if words
    }


@pytest.fixture
def filled(demo):
    """The demo world, and documents of two of its cases."""
    cases = Case.objects.still_open().filter(lead__isnull=False).order_by("pk")
    for case, name in zip(cases, ("Stairwell.pdf", "Noise diary.pdf"), strict=False):
        CaseDocumentFactory(case=case, by=case.lead, file=checked(name=name))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("username", USERS)
def test_page_file_api_and_search_agree_about_entries(filled, username, name):
    kind, user, client = KINDS[name], User.objects.get(username=username), Client()
    client.force_login(user)
    submitted, readable = {str(entry.uuid) for entry in kind.every()}, set()

    for record in kind.record.objects.all():
        shown, listed = on_page(client, kind, record), told(client, kind, record)
        assert shown == listed & submitted, record.reference
        assert shown == in_file(User.objects.get(pk=user.pk), kind, record), record.reference
        readable |= shown

    if kind.searched:
        reader = User.objects.get(pk=user.pk)
        for uuid, word in said_once(kind).items():
            (group,) = search(reader, word, [kind.searched], size=EVERY)
            found = {str(row.uuid) for row in group.rows if not group.is_alike}
            assert (uuid in found) == (uuid in readable), word


def test_the_demo_has_entries_of_every_kind_with_a_word_of_their_own(filled):
    for name, kind in KINDS.items():
        assert kind.every().count() > 1, name
        assert not kind.searched or len(said_once(kind)) > 1, name
