"""What every look asks of a page: each fault, planted in a good page, is found."""

import pytest

from ecins.testing import is_proof
from tests.e2e.reader import PAGE
from tests.e2e.screens import taking_turns

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

GOOD = """<!doctype html><html lang="en"><title>A page</title><body>
<a href="#main">Skip to main content</a>
<header><nav aria-label="Menu"><a href="/">Home</a></nav></header>
<main id="main"><h1>A person</h1><h2>Log</h2><h3>Today</h3><h2>Risk</h2>
<form><label for="name">Name</label><input id="name" aria-describedby="hint">
<p id="hint">In full</p>
<fieldset><legend>How?</legend><label><input type="radio" name="how"> Visit</label></fieldset>
<button>Save</button></form></main>
<footer>Help</footer></body></html>"""
FAULTS = {
    "2 headings h1": ("<h2>Log</h2>", "<h1>Log</h1>"),
    "0 headings h1": ("<h1>A person</h1>", "<p>A person</p>"),
    "h1 is followed by h3: Log": ("<h2>Log</h2>", "<h3>Log</h3>"),
    "an empty h2": ("<h2>Log</h2>", "<h2> </h2>"),
    "0 landmarks main": ("main", "div"),
    "2 landmarks main": ("<footer>", "<main></main><footer>"),
    "more than one landmark banner": ("<footer>", "<header>More</header><footer>"),
    "navigations of one label": ("<h1>", "<nav aria-label='Menu'></nav><h1>"),
    "outside every landmark: Help": ("footer>", "div>"),
    "no label: name": ('<label for="name">Name</label><input', '<p>Name</p><input name="name"'),
    "no label: how": ("> Visit</label>", "></label> Visit"),
    "no name: <button></button>": ("<button>Save", "<button>"),
    "id twice: name": ('<p id="hint">', '<p id="hint"><b id="name"></b>'),
    "aria-describedby leads nowhere: hint": ('<p id="hint">', "<p>"),
    "scrolls sideways": ("<h1>", "<div style='width: 3000px'>wide</div><h1>"),
    "no title": ("<title>A page", "<title>"),
    "no language": (' lang="en"', ""),
}


@pytest.fixture
def look(browser):
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()

    def at(html):
        page.set_content(html)
        return page.evaluate(PAGE)

    yield at
    context.close()


def test_each_planted_fault_is_found_in_a_good_page(look):
    assert look(GOOD)["problems"] == []
    found = {fault: look(GOOD.replace(*change))["problems"] for fault, change in FAULTS.items()}

    assert [(fault, said) for fault, said in found.items() if fault not in said] == []


def test_what_nobody_is_read_is_not_asked(look):
    hidden = "<div hidden><h1>Other</h1><input></div><details><summary>More</summary><h6>X</h6>"

    assert look(GOOD.replace("<footer>", f"<footer>{hidden}</details>"))["problems"] == []


def test_other_words_are_no_new_part_and_another_element_is_one(look):
    parts = set(look(GOOD)["parts"])

    assert set(look(GOOD.replace("<h2>Risk", "<h2>Other</h2><h2>Risk"))["parts"]) == parts
    assert set(look(GOOD.replace("<h2>Risk", "<h2 class='red'>Risk"))["parts"]) != parts
    assert set(look(GOOD.replace("<h2>Risk", "<p>1</p><h2>Risk"))["parts"]) != parts


class Item:
    """A test as the choice of screens sees it."""

    def __init__(self, story, screen=None):
        self.nodeid = f"{story}[{screen}]" if screen else story
        params = {"screen": screen} if screen else {}
        self.callspec = type("CallSpec", (), {"params": params})


def test_each_story_has_one_screen_and_in_as_many_turns_all_of_them():
    screens = {"a": ["wide", "phone"], "b": ["wide", "phone"], "c": ["wide", "phone", "neither"]}
    items = [Item(story, screen) for story, several in screens.items() for screen in several]
    items.append(Item("of no screen"))

    turns = [[item.nodeid for item in taking_turns(items, turn)] for turn in range(6)]

    for kept in turns:
        assert [name.partition("[")[0] for name in kept] == ["a", "b", "c", "of no screen"]
    assert {name for kept in turns for name in kept} == {item.nodeid for item in items}


@pytest.mark.parametrize(("proof", "is_asked"), [("1", True), ("0", False), ("", False)])
def test_only_a_proof_asks_all_screens(monkeypatch, proof, is_asked):
    monkeypatch.setenv("PROOF", proof)

    assert is_proof() is is_asked
