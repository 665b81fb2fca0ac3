"""Auditors read words: no verb of the product shows as its code."""

import ast
import re
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import get_resolver

from audit import vocabulary
from audit.filters import EventFilter
from audit.models import Event
from audit.tests.factories import EventFactory
from audit.vocabulary import Audience
from audit.words import ENDINGS, SHOWN, describe, in_words, to_the_second
from core import policy
from core.views import RecordView

CODE = re.compile(r"[a-z_]+\.[a-z_]+")


def our_modules():
    """The product's modules: their app and what is in them."""
    for path in sorted(settings.BASE_DIR.glob("*/**/*.py")):
        parts = path.relative_to(settings.BASE_DIR).parts
        if parts[0] in settings.OUR_APPS and not {"tests", "migrations"} & set(parts):
            yield path.relative_to(settings.BASE_DIR), ast.parse(path.read_text())


def verbs_used():
    """Every text of every class named Verb, and every text given as a `verb`."""
    for _, tree in our_modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name == "Verb":
                yield from codes(node)
            if isinstance(node, ast.keyword) and node.arg in ("verb", "verbs"):
                yield from codes(node.value)
            if isinstance(node, ast.Call) and name_of(node.func) == "_record":
                yield from (code for given in node.args for code in codes(given))


def codes(node):
    for text in texts(node):
        if CODE.fullmatch(text):
            yield text


def texts(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def name_of(function):
    return getattr(function, "id", getattr(function, "attr", ""))


def places_of_verbs():
    """The module and app of every call that declares a verb or a look."""
    for path, tree in our_modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) in ("verb", "looks"):
                yield path, node


DECLARED = sorted(found.code for found in vocabulary.verbs())
NOUNS = {noun for key, _ in vocabulary.group_choices() for noun in vocabulary.nouns_of(key)}


@pytest.fixture
def planted(monkeypatch):
    """Declarations of a test, forgotten after it."""
    for registry in ("_verbs", "_groups", "_looks", "_pages", "_nouns", "_sections"):
        monkeypatch.setattr(vocabulary, registry, dict(getattr(vocabulary, registry)))


def test_the_verbs_are_found():
    assert {"profile.created", "access.given", "team.closed", "notice.seen"} <= set(DECLARED)
    assert len(DECLARED) > 30


def test_every_verb_that_is_recorded_is_declared():
    assert set(verbs_used()) == set(DECLARED)


def test_a_verb_is_declared_where_its_app_keeps_them_and_carries_all_it_needs():
    calls = list(places_of_verbs())

    assert len([call for _, call in calls if name_of(call.func) == "verb"]) == len(DECLARED)
    for path, call in calls:
        assert path.name == "verbs.py"
        needed = {"group", "audience"} if name_of(call.func) == "verb" else {"group"}
        assert needed <= {keyword.arg for keyword in call.keywords}


@pytest.mark.parametrize("noun", sorted({action.partition(".")[0] for action in policy.rules()}))
def test_every_action_belongs_to_a_group(noun):
    """What is looked at is found by the auditors' filter."""
    assert noun in NOUNS


def test_a_noun_belongs_to_one_group():
    groups = [vocabulary.nouns_of(key) for key, _ in vocabulary.group_choices()]

    assert sum(map(len, groups)) == len(NOUNS)
    assert all(groups)


def test_no_noun_is_left_of_what_is_gone():
    acting = {code.partition(".")[0] for code in (*DECLARED, *policy.rules())}

    assert acting >= NOUNS


@pytest.mark.parametrize(
    "declare",
    [
        pytest.param({"words": ""}, id="no words"),
        pytest.param({"words": " "}, id="blank words"),
        pytest.param({"code": "log.added"}, id="declared already"),
        pytest.param({"group": "access"}, id="a noun of another group"),
    ],
)
def test_a_verb_that_is_not_whole_stops_the_start(planted, declare):
    group = vocabulary.declared("log.added" if "group" not in declare else "access.given").group
    given = {"code": "log.torn_up", "words": "Tore up", **declare, "group": group}

    with pytest.raises(vocabulary.ImproperlyConfigured):
        vocabulary.verb(given.pop("code"), given.pop("words"), audience=Audience.SECTION, **given)


def test_a_verb_without_words_or_audience_is_no_call():
    group = vocabulary.declared("log.added").group

    with pytest.raises(TypeError):
        vocabulary.verb("log.torn_up", group=group, audience=Audience.SECTION)
    with pytest.raises(TypeError):
        vocabulary.verb("log.torn_up", "Tore up", group=group)


def test_nothing_is_declared_twice(planted):
    group = vocabulary.declared("log.added").group

    with pytest.raises(vocabulary.ImproperlyConfigured):
        vocabulary.group("records", "Again", order=1)
    with pytest.raises(vocabulary.ImproperlyConfigured):
        vocabulary.looks("profile", "persons", group=group)
    with pytest.raises(vocabulary.ImproperlyConfigured):
        vocabulary.sections({"log": "Diary"})
    with pytest.raises(vocabulary.ImproperlyConfigured):
        vocabulary.pages({"profile.view": "the file"})


def test_the_log_names_nothing_of_the_apps_above():
    """No text of `audit` begins as a verb, an action or a section of an app above it does."""
    own = {"audit", "page", "delivery", vocabulary.EMERGENCY}
    above = {noun for noun in NOUNS if noun not in own}
    sections = {code for code, _ in vocabulary.section_choices()}
    upper = re.compile(rf"({'|'.join(sorted(above))})\.[a-z_]|({'|'.join(sorted(sections))})$")
    found = [
        (str(path), text)
        for path, tree in our_modules()
        if path.parts[0] == "audit"
        for text in texts(tree)
        if upper.match(text)
    ]

    assert upper.match("log.added")
    assert upper.match("contact_details")
    assert found == [("audit/verbs.py", "log")]  # the key of a group in the auditors' filter


@pytest.mark.parametrize("verb", [*DECLARED, "case.closed", "emergency.opened_again", "odd"])
def test_what_was_done_reads_as_words(verb):
    words = describe(Event(verb=verb, operation=Event.ALTERATION, recipient="Someone"))

    assert words[0].isupper()
    assert not CODE.search(words)
    assert "_" not in words
    assert not words.endswith(ENDINGS)
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


def opened(action, label="Person P-2026-000123", shown="view"):
    return describe(
        Event(
            verb=f"{action}:{shown}",
            operation=Event.CONSULTATION,
            detail={"shown": shown},
            target_label=label,
        )
    )


@pytest.mark.parametrize(
    ("words", "look"),
    [
        ("Opened the record of P-2026-000123", ["profile.view"]),
        ("Opened the log of P-2026-000123", ["profile.view_log"]),
        ("Opened Sharing of P-2026-000123", ["access.explain"]),
        ("Opened History of P-2026-000123", ["history.view"]),
        ("Opened “Give access” of P-2026-000123", ["access.grant"]),
        ("Printed the log of P-2026-000123", ["log.print", "Person P-2026-000123", "print"]),
        ("Opened the proposal of P-2026-000123", ["owner.accept", "Transfer of P-2026-000123"]),
        ("Opened a draft of P-2026-000123", ["draft.view", "Draft about P-2026-000123"]),
        ("Opened the page of team Norfolk IOM Team", ["team.view", "Team Norfolk IOM Team"]),
        ("Opened “Create a record”", ["profile.create", ""]),
    ],
)
def test_what_was_opened_names_record_and_page(words, look):
    assert opened(*look) == words


def pages_of(view):
    for one in view.__subclasses__():
        yield from pages_of(one)
        is_shown = "get" in one.http_method_names and one.operation in ("view", "print")
        if not one.abstract and is_shown and one.__module__.split(".")[0] in settings.OUR_APPS:
            yield from one.declared_actions()


def test_every_page_of_the_product_has_a_name_in_the_log():
    get_resolver().url_patterns  # noqa: B018 - so that every view is there
    actions = set(pages_of(RecordView))

    assert {"profile.view_log", "access.explain", "user.view"} <= actions
    assert [action for action in sorted(actions) if not vocabulary.page_of(action)] == []


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("team.list:list", "Saw a list of teams"),
        ("profile.list:list", "Saw a list of people"),
        ("user.list:list", "Saw a list of accounts"),
        ("audit.search:list", "Read the log"),
        ("case.list:list", "Saw a list of cases"),
        ("lorry.list:list", "Saw in a list"),
    ],
)
def test_a_list_says_what_it_was_of(verb, words):
    event = Event(verb=verb, operation=Event.CONSULTATION, detail={"shown": "list"})

    assert describe(event) == words


@pytest.mark.django_db
def test_a_detail_says_its_kind():
    event = EventFactory(verb="detail.added", history_model="profiles.historicalwarning")

    assert describe(event) == "Added warning"


@pytest.mark.django_db
def test_history_tells_neither_the_parent_nor_bookkeeping(contact):
    lines = in_words(list(Event.objects.filter(verb="log.added")), str)

    told = {label for line in lines for label, _, _ in line.changes}
    assert told
    assert not told & {"Profile", "Person", "Contact", "Uuid", "Version", "Sort name"}


def test_the_filter_offers_groups_and_the_sections_in_use(staffordshire):
    found = EventFilter(SimpleNamespace(user=None, GET={}))

    assert [key for key, _ in found.part("about").choices] == [
        "records",
        "cases",
        "galleries",
        "tasks",
        "missing",
        "documents",
        "imports",
        "rj",
        "access",
        "emergency",
        "sign-in",
        "teams",
        "api",
        "refusals",
        "log",
        "exports",
        "deliveries",
        "notices",
        "factors",
        "statistics",
        "drafts",
        "forms",
        "views",
    ]
    assert dict(found.part("section").choices) == {
        "log": "Log",
        "reports": "Reports",
        "risk": "Risk",
        "contact_details": "Addresses and phones",
        "documents": "Documents",
        "actions": "Actions",
        "people": "People",
        "missing_plan": "Missing plan",
    }


def test_a_group_asks_for_its_verbs_by_their_nouns():
    found = EventFilter(SimpleNamespace(user=None, GET={"about": "records"}))

    verbs = set(found.recorded()["verbs"])
    assert {"profile", "detail", "log", "risk", "contact_details"} <= verbs


def test_the_time_has_seconds_and_is_ours(db):
    event = EventFactory(at="2026-06-04T08:32:05Z")
    event.refresh_from_db()

    assert to_the_second(event.at) == "4 Jun 2026, 09:32:05"
