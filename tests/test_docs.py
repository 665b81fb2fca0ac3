"""The documents are true: their links lead somewhere, and their commands work."""

import re
from pathlib import Path
from textwrap import dedent

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db import connection

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Indented code, with the empty lines inside it.
BLOCK = re.compile(r"(?:^ {4}.*\n(?:\n(?= {4}))?)+", re.MULTILINE)


def blocks(path, begin):
    """The pieces of code in a document that begin with this word."""
    found = [dedent(block) for block in BLOCK.findall((ROOT / path).read_text())]
    return [block for block in found if block.startswith(begin)]


def anchors(path):
    """The headings of a document, as its links name them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document):
    for link in LINK.findall(document.read_text()):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document

        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) < 120


def test_every_decision_is_in_the_index():
    links = {Path(link).name for link in LINK.findall((ROOT / "docs/adr/README.md").read_text())}

    assert {path.name for path in ROOT.glob("docs/adr/0*.md")} <= links


def test_every_decision_begins_with_its_status():
    begin = re.compile(r"# \d+\. .+\n\n\*\*Status:\*\* (accepted|overturned)\b")

    unlike = [
        path.name
        for path in ROOT.glob("docs/adr/0*.md")
        if not begin.match(path.read_text("utf-8"))
    ]

    assert not unlike


@pytest.mark.parametrize("query", blocks("docs/how-to/read-the-log.md", "SELECT"))
def test_the_questions_to_the_log_can_be_asked(db, query):
    with connection.cursor() as cursor:
        cursor.execute(query)

        assert cursor.description


def test_there_are_questions_to_ask():
    assert len(blocks("docs/how-to/read-the-log.md", "SELECT")) == 4


def test_commands_in_the_how_to_are_commands():
    known = set(get_commands())
    typed = {
        name
        for path in ROOT.glob("docs/how-to/*.md")
        for name in re.findall(r"manage\.py ([a-z_]+)", path.read_text())
    }

    assert typed - known == set()
    assert {"first_administrator", "reset_second_step", "backup", "restore"} <= typed
