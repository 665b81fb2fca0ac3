"""The kinds of events a webhook can be told of, and the scopes that each asks for.

Acts of which everybody with the section, or with access, reads in History; and those on tasks,
referrals and offers of help, whose own pages show them to the teams that see these.
"""

from collections.abc import Iterable

from audit import vocabulary
from audit.vocabulary import AUDITORS, HOLDERS, SECTION

# Nouns of verbs: the resources whose scopes let a client learn of it, and what they are about.
# Where something happened has a scope too: see `api.event_scopes`.
NOUNS = {
    "profile": ("people", "Records of people are created and edited"),
    "detail": ("people", "Details of people: addresses, warnings, custody and others"),
    "photo": ("people", "Photos of people"),
    "log": ("log", "The log of a person"),
    "risk": ("risk", "Assessments of risk"),
    "need": ("people log", "Needs of a person"),
    "report": ("reports", "Reports"),
    "document": ("documents", "Documents"),
    "case": ("cases", "Cases are opened, edited and closed"),
    "participant": ("cases", "People in cases"),
    "incident": ("cases", "Incidents of cases"),
    "action": ("cases", "Actions of cases"),
    "missing": ("missing cases", "Missing episodes"),
    "missing_plan": ("missing", "Missing plans"),
    "task": ("tasks", "Tasks are sent, answered and commented on"),
    "referral": ("referrals", "Referrals, at each step"),
    "rj": ("rj", "Entries of the restorative justice register"),
    "gallery": ("galleries", "People on galleries, and offers of help"),
    "access": ("grants", "Access to a record is given, changed and ended"),
    "owner": ("grants", "Records are transferred to another team"),
}
TOLD = (SECTION, HOLDERS)
# No History tells of these, but the page of what they are about does.
ON_THEIR_PAGE = ("task.", "referral.", "gallery.offer_")
EVERY = ".*"


def _told() -> list[str]:
    """The verbs of which any client may be told."""
    on_page = vocabulary.verbs_for(AUDITORS)
    return [
        *vocabulary.verbs_for(*TOLD),
        *(verb for verb in on_page if verb.startswith(ON_THEIR_PAGE)),
    ]


def scopes_of_verb(verb: str) -> frozenset[str]:
    """The scopes that a client needs to be told of this verb; none for what nobody is told."""
    found = NOUNS.get(verb.partition(".")[0])
    return _scopes(found[0]) if found else frozenset()


def choices(scopes: Iterable[str]) -> list[tuple[str, str]]:
    """What a client with these scopes can be told of, noun by noun."""
    held = set(scopes)
    return [
        (f"{noun}{EVERY}", words)
        for noun, (resources, words) in NOUNS.items()
        if _scopes(resources) <= held
    ]


def verbs_of(kinds: Iterable[str], scopes: Iterable[str]) -> list[str]:
    """The verbs of these kinds that a client with these scopes may be told of."""
    wanted, held = set(kinds), set(scopes)
    return [
        verb
        for verb in _told()
        if _is_within(verb, held) and (verb in wanted or _whole(verb) in wanted)
    ]


def is_kind(kind: str, scopes: Iterable[str]) -> bool:
    """Does this name some verb that a client with these scopes may be told of?"""
    return bool(verbs_of([kind], scopes))


def in_words(kind: str) -> str:
    """What a kind is about, for people."""
    found = NOUNS.get(kind.partition(".")[0])
    declared = vocabulary.declared(kind)
    return declared.words if declared else found[1] if found else kind


def _scopes(resources: str) -> frozenset[str]:
    return frozenset(f"{resource}:read" for resource in resources.split())


def _is_within(verb: str, held: set[str]) -> bool:
    needed = scopes_of_verb(verb)
    return bool(needed) and needed <= held


def _whole(verb: str) -> str:
    return f"{verb.partition('.')[0]}{EVERY}"
