"""The house holds: read from the code itself, so that it holds for code not yet written."""

import ast
import re
import uuid
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver

from core import policy
from core.views import ChildMixin, ObjectMixin, RecordView
from profiles.models import Address, Phone, Profile
from tests.sources import OURS, ROOT, SOURCES


# Of every file at once, since a test for each takes longer than what it looks at.
def test_views_get_their_rows_from_the_door():
    views = [p for p in SOURCES if "views" in p.stem or "views" in p.parts]
    names = {
        (str(path), node.attr)
        for path in views
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }
    around = {"objects", "_default_manager", "_base_manager"}

    assert len(views) > 20
    assert not [(path, name) for path, name in names if name in around]


def test_no_list_is_an_ordered_visible_to():
    """Lists of shared records come from page_for: an ordered visible_to is slow at scale."""
    ordered = re.compile(r"visible_to\([^)]*\)\s*\.order_by")

    assert not [path for path in SOURCES if ordered.search(path.read_text())]


def test_files_are_short():
    assert len(SOURCES) > 300
    assert not [path for path in SOURCES if len(path.read_text().splitlines()) > 600]


def test_templates_are_short_and_ask_nothing():
    templates = {
        path: path.read_text()
        for path in ROOT.glob("**/templates/**/*.html")
        if ".venv" not in path.parts
    }
    unsafe = ("perms.", "|safe", "mark_safe")

    assert len(templates) > 100
    assert not [path for path, text in templates.items() if len(text.splitlines()) > 150]
    assert not [
        (path, words) for path, text in templates.items() for words in unsafe if words in text
    ]


def test_nothing_is_imported_late():
    assert not {path: late for path in SOURCES if (late := late_imports(path))}


def late_imports(path):
    if path.name == "apps.py" or "launch" in path.parts or path.name == "testing.py":
        return []
    tree = ast.parse(path.read_text())
    return [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_there_is_no_django_admin():
    assert not apps.is_installed("django.contrib.admin")


def test_a_view_that_names_no_action_fails_at_import():
    with pytest.raises(ImproperlyConfigured):
        type("Careless", (ObjectMixin,), {"model": object})


def subclasses(cls):
    for sub in cls.__subclasses__():
        yield sub
        yield from subclasses(sub)


def without_a_rule(page):
    """The actions that this page declares and no rule names."""
    child_action = getattr(page, "child_action", None)
    return (page.declared_actions() | {child_action}) - {None} - policy.rules().keys()


def test_every_page_declares_actions_that_have_a_rule():
    assert get_resolver().url_patterns  # imports every page
    pages = [
        page
        for page in subclasses(RecordView)
        if not page.abstract and page.__module__ != __name__
    ]

    assert pages
    assert [p.__name__ for p in pages if without_a_rule(p)] == []


def test_an_action_without_a_rule_is_found_among_several():
    class Careless(ObjectMixin):
        model, actions = object, frozenset({"profile.view", "profile.burn"})

    assert without_a_rule(Careless) == {"profile.burn"}


def test_a_view_asks_only_what_it_declares(manager, rf):
    class Careless(ObjectMixin):
        model, actions = Profile, frozenset({"profile.view", "profile.edit"})

        def get_action(self):
            return self.request.GET["action"]

    def asked(action):
        view = Careless()
        view.setup(rf.get("/", {"action": action}), uuid=uuid.uuid4())
        return view.asked_action

    assert asked("profile.edit") == "profile.edit"
    with pytest.raises(ImproperlyConfigured, match="does not declare log.add"):
        asked("log.add")


def test_a_view_asks_only_about_the_children_that_it_declares(manager, person, rf):
    class Careless(ChildMixin):
        model, action = Profile, "profile.view"
        child_models, child_action, child_of = frozenset({Phone}), "detail.edit", "profile"

        def get_child_model(self):
            return Address

    request = rf.get("/")
    request.user = manager
    view = Careless()
    view.setup(request, uuid=person.uuid, child=uuid.uuid4())
    with pytest.raises(ImproperlyConfigured, match="does not declare"):
        view.load()


def test_every_action_that_code_asks_by_name_has_a_rule():
    asked = {
        call.args[1].value
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).startswith("policy.")
        and len(call.args) > 1
        and isinstance(call.args[1], ast.Constant)
    }

    assert asked
    assert asked - policy.rules().keys() == set()


def test_two_rules_for_one_action_are_refused():
    action = next(iter(policy.rules()))

    with pytest.raises(ImproperlyConfigured):
        policy.allow(action)


def test_every_app_says_what_it_is():
    for app in OURS:
        assert ast.get_docstring(ast.parse((Path(ROOT) / app / "__init__.py").read_text()))
