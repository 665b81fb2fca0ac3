"""Auditors read words: no verb of the product shows as its code."""

import ast
import re

import pytest
from django.conf import settings

from audit.models import Event
from audit.tests.factories import EventFactory
from audit.words import GROUPS, LISTS, SHOWN, VERBS, describe, to_the_second
from core import policy

CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def verbs_declared():
    """Every text of every class named Verb, and every text given to `record(verb=…)`."""
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        parts = path.relative_to(settings.BASE_DIR).parts
        if parts[0] not in settings.OUR_APPS or "tests" in parts or "migrations" in parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.name == "Verb":
                yield from texts(node)
            if isinstance(node, ast.keyword) and node.arg == "verb":
                yield from texts(node.value)


def texts(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and CODE.fullmatch(str(inner.value)):
            yield inner.value


DECLARED = sorted(set(verbs_declared()))


def test_the_verbs_are_found():
    assert {"profile.created", "access.given", "team.closed", "notice.seen"} <= set(DECLARED)
    assert len(DECLARED) > 30


@pytest.mark.parametrize("verb", DECLARED)
def test_every_verb_has_words(verb):
    assert verb in VERBS


def test_no_words_are_left_of_a_verb_that_is_gone():
    assert set(VERBS) <= set(DECLARED)


@pytest.mark.parametrize("verb", DECLARED)
def test_every_verb_belongs_to_a_group(verb):
    nouns = [noun for _, group in GROUPS.values() for noun in group]

    assert verb.partition(".")[0] in nouns
    assert len(nouns) == len(set(nouns))


@pytest.mark.parametrize("verb", [*VERBS, "case.closed", "emergency.opened_again", "odd"])
def test_what_was_done_reads_as_words(verb):
    words = describe(Event(verb=verb, operation=Event.ALTERATION, recipient="Someone"))

    assert words[0].isupper()
    assert not CODE.search(words)
    assert "_" not in words
    assert not words.endswith((" to", " of", " for"))


@pytest.mark.parametrize("action", sorted(policy.rules()))
def test_what_was_looked_at_reads_as_words(action):
    for shown in (*SHOWN, "something new"):
        event = Event(
            verb=f"{action}:{shown}", operation=Event.CONSULTATION, detail={"shown": shown}
        )
        for event.target_label in ("", "Person P-2026-000123"):
            assert not CODE.search(describe(event))
            assert describe(event)[0].isupper()


def test_a_list_says_what_it_was_of():
    event = Event(verb="team.list:list", operation=Event.CONSULTATION, detail={"shown": "list"})

    assert describe(event) == "Saw a list of teams"
    assert LISTS["profile"] == "people"


@pytest.mark.django_db
def test_a_detail_says_its_kind():
    event = EventFactory(verb="detail.added", history_model="profiles.historicalwarning")

    assert describe(event) == "Added warning"


def test_the_time_has_seconds_and_is_ours(db):
    event = EventFactory(at="2026-06-04T08:32:05Z")
    event.refresh_from_db()

    assert to_the_second(event.at) == "4 Jun 2026, 09:32:05"
