"""Numbers and lists in words; and what to enter: sentences made from a field's label."""

import re
from collections.abc import Sequence

QUESTION = re.compile(r"(what|who|when|where|why|how|which)\b", re.IGNORECASE)
# "Why do they", "What may you": such a question cannot follow "Enter".
TURNED_ROUND = re.compile(
    r"\b(do|does|did|is|are|was|were|may|can|could|should|will|would|has|have)"
    r" (i|you|he|she|it|we|they|the|this|that|these|his|her|their|your)\b",
    re.IGNORECASE,
)
UNFINISHED = re.compile(r" (is|are|was|were)$", re.IGNORECASE)
ITS_OWN_ARTICLE = re.compile(r"(the|this|that|any|another|your|my|a|an)\b", re.IGNORECASE)


def subject(label: str) -> str:
    """The label as the subject of a sentence: Surname, When."""
    return label.strip().rstrip("?:").strip()


def named(label: str | None, otherwise: str) -> str:
    """The label as the subject of a sentence; `otherwise` for none, and for a question."""
    words = subject(label or "")
    is_question = (label or "").strip().endswith("?") or QUESTION.match(words)
    return otherwise if is_question or not words else words


def lowered(label: str) -> str:
    """The label inside a sentence: surname, but PNC number."""
    words = subject(label)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def ask(verb: str, label: str) -> str:
    """What to do about an empty field: Enter the surname, Choose who needs it."""
    if TURNED_ROUND.search(label) or (" " not in subject(label) and QUESTION.match(label)):
        return f"Answer “{label.strip()}”"
    if UNFINISHED.search(label):
        return f"Complete “{subject(label)} …”"
    if QUESTION.match(label) or ITS_OWN_ARTICLE.match(label):
        return f"{verb} {lowered(label)}"
    return f"{verb} the {lowered(label)}"


def not_listed(label: str) -> str:
    """What to do about an answer that is not offered: Choose the role from the list."""
    return f"{ask('Choose', label)} from the list"


def counted(number: int, one: str, many: str = "") -> str:
    """1 task, 1,200 tasks; with `many`, 2 people."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str]) -> str:
    """One; one and two; one, two and three."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
