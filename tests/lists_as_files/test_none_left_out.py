"""Every page with a list leads to a file of it, or stands here with the reason why it has none."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template.loader import get_template
from django.urls import resolve

from core.views import ListMixin, RecordView
from exports import kinds
from tests.sweeping import ROUTES, view_of

# Other doors: the API has the same lists for programs; an app that only the tests have.
ELSEWHERE = ("api:", "throwaway:")
SAME = "the same rows as a list that has a file"
OWN = "the reader's own, to go on with or to look after; others have no use for it"
SETTING = "a few settings of an area, each changed on its page: nothing to take to a meeting"
TECHNICAL = "how the service itself does; for those who run it, and it changes while they look"
ASKED = "questions that wait for the reader's answer: what becomes of them stands in the log"

WITHOUT = {
    # ---- The same rows elsewhere ----
    "profiles:print": f"{SAME}: people, on paper",
    "missing:live": f"{SAME}: the board, as the script of its page asks for it",
    "galleries:sheet": f"{SAME}: a gallery, on paper",
    "tasks:of-profile": f"{SAME}: tasks about the person, to which the tab leads",
    "tasks:of-case": f"{SAME}: tasks about the case, to which the tab leads",
    "cases:timeline": f"{SAME}: actions of the case; logs and reports of its people",
    "access:listing-ask": "an act on the list that went over the limit, and not a list",
    "home:search": "an answer to words, out of lists of which each has a file with its filters",
    # ---- The reader's own ----
    "records:drafts": f"{OWN}: a draft is its author's, and nobody has submitted it",
    "profiles:saved-views": OWN,
    "exports:list": f"{OWN}: a list of files would be a file about files",
    "imports:list": OWN,
    "imports:rows": f"{OWN}: its rows came in a file, and what became of them is people",
    "imports:choose": f"{OWN}: its rows came in a file, and wait for a choice",
    # ---- Settings, and the service itself ----
    "agencies:agencies": f"{SAME}: agencies stand beside their teams in the directory",
    "forms:kinds": SETTING,
    "periods:list": SETTING,
    "galleries-administration:list": SETTING,
    "rj-arrangements:list": SETTING,
    "missing-arrangements:list": SETTING,
    "api-clients:list": f"{SETTING}; what opens the API is kept on its page",
    "api-webhooks:list": f"{SETTING}; what opens the API is kept on its page",
    "api-webhooks:webhook": TECHNICAL,
    "deliveries:list": TECHNICAL,
    "alert-emails:list": TECHNICAL,
    # ---- What somebody else answers for ----
    "agencies:joining-list": ASKED,
    "access:sample": f"{ASKED}; a file would name colleagues before anybody has heard them",
    "audit:search": "the log has exports of its own, for auditors, recorded and hashed",
    "audit:exports": f"{OWN}: the exports of the log",
    # ---- Of one record ----
    "tasks:documents": "the few files of one task, each of which leaves by itself",
}
EXTENDS = re.compile(r"""{% extends ["']([^"']+)["'] %}""")


def source_of(template):
    """The text of a template, and of those that it extends by name."""
    text = get_template(template).template.source
    return text + "".join(source_of(name) for name in EXTENDS.findall(text))


def shows_a_list(view):
    """Is it a base view of lists, or does its page go on to a next one?"""
    template = getattr(view, "template_name", None)
    return issubclass(view, ListMixin) or bool(template and "{% pagination" in source_of(template))


LISTS = sorted(
    name
    for name, _, callback in ROUTES
    if issubclass(view_of(callback), RecordView)
    and not name.startswith(ELSEWHERE)
    and shows_a_list(view_of(callback))
)


def page_of(kind):
    """The name of the page of a list."""
    found = kind(SimpleNamespace(), "", uuid4())
    found.gallery = SimpleNamespace(slug="any")
    return resolve(found.page).view_name


FILED = {page_of(kind) for kind in kinds.kinds().values()}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_a_file_or_a_reason_why_not(name):
    assert (name in FILED) != (name in WITHOUT), f"{name}: {WITHOUT.get(name, 'no file')}"


def test_every_reason_is_about_a_page_with_a_list():
    assert set(WITHOUT) <= {*LISTS}, set(WITHOUT) - set(LISTS)
    assert all(len(reason) > 40 for reason in WITHOUT.values())


def test_the_lists_are_found():
    assert len(LISTS) > 40
    assert {"tasks:list", "profiles:log", "agencies:users", "audit:search"} <= set(LISTS)
