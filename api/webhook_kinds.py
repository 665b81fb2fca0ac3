"""The kinds of events a webhook can be told of, and the scope that each asks for.

Only acts on records, of which everybody with the section reads in History.
"""

from collections.abc import Iterable

from audit import vocabulary
from audit.vocabulary import HOLDERS, SECTION

# Nouns of verbs: the resource whose scope lets a client learn of it, and what they are about.
NOUNS = {
    "profile": ("people", "Records of people are created and edited"),
    "detail": ("people", "Details of people: addresses, warnings, custody and others"),
    "photo": ("people", "Photos of people"),
    "log": ("log", "The log of a person"),
    "risk": ("risk", "Assessments of risk"),
    "need": ("people", "Needs of a person"),
    "report": ("reports", "Reports"),
    "document": ("documents", "Documents"),
    "case": ("cases", "Cases are opened, edited and closed"),
    "participant": ("cases", "People in cases"),
    "incident": ("cases", "Incidents of cases"),
    "action": ("cases", "Actions of cases"),
    "missing": ("missing", "Missing episodes"),
    "missing_plan": ("missing", "Missing plans"),
}
TOLD = (SECTION, HOLDERS)
EVERY = ".*"


def scope_of(verb: str) -> str:
    """The scope that a client needs to be told of this verb; none for what nobody is told."""
    found = NOUNS.get(verb.partition(".")[0])
    return f"{found[0]}:read" if found else ""


def choices(scopes: Iterable[str]) -> list[tuple[str, str]]:
    """What a client with these scopes can be told of, noun by noun."""
    held = set(scopes)
    return [
        (f"{noun}{EVERY}", words)
        for noun, (resource, words) in NOUNS.items()
        if f"{resource}:read" in held
    ]


def verbs_of(kinds: Iterable[str], scopes: Iterable[str]) -> list[str]:
    """The verbs of these kinds that a client with these scopes may be told of."""
    wanted, held = set(kinds), set(scopes)
    return [
        verb
        for verb in vocabulary.verbs_for(*TOLD)
        if scope_of(verb) in held and (verb in wanted or _whole(verb) in wanted)
    ]


def is_kind(kind: str, scopes: Iterable[str]) -> bool:
    """Does this name some verb that a client with these scopes may be told of?"""
    return bool(verbs_of([kind], scopes))


def in_words(kind: str) -> str:
    """What a kind is about, for people."""
    found = NOUNS.get(kind.partition(".")[0])
    declared = vocabulary.declared(kind)
    return declared.words if declared else found[1] if found else kind


def _whole(verb: str) -> str:
    return f"{verb.partition('.')[0]}{EVERY}"
