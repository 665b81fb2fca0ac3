"""What the log says of each verb, declared by the app whose verb it is, in its `verbs.py`.

`audit` names nothing of the apps above: words, groups of the auditors' filter, lists and parts of
a record are all told to it when the apps start.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


class Audience(enum.StrEnum):
    """Who may read an event in the History of a record; auditors read every event in the log."""

    AUDITORS = "auditors"  # nobody else: it happened to no record
    MANAGERS = "managers"  # managers of the owner team, and the person concerned
    SECTION = "section"  # everyone who holds the section in which it happened
    HOLDERS = "holders"  # everyone with access to the record


AUDITORS, MANAGERS, SECTION, HOLDERS = Audience


@dataclass(frozen=True)
class Group:
    """Verbs that auditors filter by together; `key` is in the address."""

    key: str
    words: str
    order: int


@dataclass(frozen=True)
class DeclaredVerb:
    """What is known of a verb besides its code."""

    code: str
    words: str
    group: Group
    audience: Audience
    names_kind: bool


@dataclass(frozen=True)
class Looks:
    """What looks are called whose actions begin with this noun: "Saw a list of people"."""

    noun: str
    plural: str
    group: Group


# What happens in an emergency, whatever the record: the log has an index and a filter for it.
EMERGENCY = "emergency"

_groups: dict[str, Group] = {}
_verbs: dict[str, DeclaredVerb] = {}
_looks: dict[str, Looks] = {}
_pages: dict[str, str] = {}
_nouns: dict[str, Group] = {}
_sections: dict[str, str] = {}


def group(key: str, words: str, *, order: int) -> Group:
    """Declare a group of the auditors' filter; `order` is its place there."""
    if key in _groups:
        raise ImproperlyConfigured(f"There are two groups of verbs named {key}.")
    _groups[key] = Group(key, words, order)
    return _groups[key]


def verb(
    code: str, words: str, *, group: Group, audience: Audience, names_kind: bool = False
) -> str:
    """Declare a verb: what was done, in the past tense, and who may read of it in History.

    The words go before the recipient's name: "Gave access to". With `names_kind`, the kind of row
    that changed follows them: "Added warning".
    """
    if code in _verbs:
        raise ImproperlyConfigured(f"The verb {code} is declared twice.")
    if not words.strip():
        raise ImproperlyConfigured(f"The verb {code} has no words.")
    _into_group(code.partition(".")[0], group)
    _verbs[code] = DeclaredVerb(code, words, group, audience, names_kind)
    return code


def looks(noun: str, plural: str, *, group: Group) -> None:
    """Declare what looks are called whose action begins with this noun, and their group."""
    if noun in _looks:
        raise ImproperlyConfigured(f"Looks at {noun} are declared twice.")
    _into_group(noun, group)
    _looks[noun] = Looks(noun, plural, group)


def pages(words: Mapping[str, str]) -> None:
    """Declare what a look with each of these actions opens: "Opened the log of P-2026-000123"."""
    for action, page in words.items():
        if _pages.setdefault(action, page) != page:
            raise ImproperlyConfigured(f"The page of {action} has two names.")


def sections(labels: Mapping[str, str]) -> None:
    """Declare the parts of a kind of record; kinds that share a part call it the same."""
    for code, label in labels.items():
        if _sections.setdefault(code, label) != label:
            raise ImproperlyConfigured(f"The section {code} has two names.")


def _into_group(noun: str, group: Group) -> None:
    """A noun belongs to one group, so that the filter can ask for its verbs by their beginning."""
    if _nouns.setdefault(noun, group) != group:
        raise ImproperlyConfigured(f"{noun} belongs to the group {_nouns[noun].key} already.")


def declared(code: str) -> DeclaredVerb | None:
    """The verb with this code, if an app declares it."""
    return _verbs.get(code)


def verbs() -> list[DeclaredVerb]:
    """Every verb of the product."""
    return list(_verbs.values())


def verbs_for(*audiences: Audience) -> list[str]:
    """The codes of the verbs with these audiences."""
    return [found.code for found in _verbs.values() if found.audience in audiences]


def group_choices() -> list[tuple[str, str]]:
    """The groups of the auditors' filter, in their order."""
    ordered = sorted(_groups.values(), key=lambda found: found.order)
    return [(found.key, found.words) for found in ordered]


def nouns_of(key: str) -> list[str]:
    """How the verbs of a group begin, looks included."""
    return [noun for noun, found in _nouns.items() if found.key == key]


def plural_of(noun: str) -> str:
    """What a list of these is a list of; nothing if nobody declares it."""
    return _looks[noun].plural if noun in _looks else ""


def page_of(action: str) -> str:
    """What a look with this action opens; nothing if nobody declares it."""
    return _pages.get(action, "")


def section_label(code: str) -> str:
    """The part of a record, as its kind calls it; nothing for identity."""
    return _sections.get(code) or code.replace("_", " ").capitalize()


def section_choices() -> list[tuple[str, str]]:
    """Every part of every kind of record."""
    return list(_sections.items())
