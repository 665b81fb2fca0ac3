"""Words that puzzled people in use, and the plain ones that stand in their place.

Each row of the table that a walk through the product brought: nobody reads the first any more,
everybody may read the second. Sought where pages take their words from.
"""

import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PUZZLING = [
    "accesses to end",
    "access to give.",
    "from their next click",
    "covers this",
    "Keep a person from this record",
    "Kept from",
    "on a day that has passed",
    "Like yesterday",
    "that you cannot see matches",
    "of your area knows the person",
    "on top of the newer version",
    "Change what should be as",
    "this is enough: no text is needed",
    "What is to follow?",
    "Say what came of it",
    "Nobody’s access changes by this",
    "Whoever gives access",
    "Who looks after an area",
    "Leave no message",
    "want it told",
    "Take over the new words",
    "People you look after",
    "Nobody at work leads",
    "How content",
    "Why do you decline",
    "Why do you withdraw",
    "Why do you refuse",
    "Who says so?",
    "You are in no team that",
    "This day is over",
    "begun this again",
    "Mend these",
    "it is no photo",
]
PLAIN = [
    "They will lose access to",
    "Exclude someone from",
    "Who could see this on an earlier date?",
    "Copy across what you want to keep from theirs",
    "If you did not reach them, choose the outcome. The notes can stay blank.",
    "What needs doing?",
    "Record the outcome",
    "The managing team will be asked to review access.",
    "Do not leave a message",
]


@functools.cache
def read_out() -> str:
    """The words of templates and of Python outside its comments, docstrings and tests."""
    templates = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    code = [
        path
        for path in ROOT.glob("*/**/*.py")
        if not {"tests", "migrations", "bench"}.intersection(path.relative_to(ROOT).parts)
        and not path.relative_to(ROOT).parts[0].startswith(".")
    ]
    comments = re.compile(r'^\s*""".*?"""|^\s*#.*?$', re.MULTILINE | re.DOTALL)
    words = [path.read_text() for path in templates]
    words += [comments.sub("", path.read_text()) for path in code]
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("phrase", PUZZLING)
def test_nobody_reads_a_puzzling_phrase(phrase):
    assert phrase not in read_out()


@pytest.mark.parametrize("phrase", PLAIN)
def test_the_plain_phrase_is_read(phrase):
    assert phrase in read_out()
