"""Reads the cells of a row as the pages read what is typed: the same fields, the same words."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import Team, User
from core.dates import format_day
from core.tidy import folded, is_name, tidy
from imports.columns import NUMBERS
from imports.reading.text import ungarbled
from profiles.forms import ProfileForm, RiskForm
from profiles.forms.details import AddressForm, OtherNameForm, PhoneForm, read_phone, read_postcode
from profiles.models import (
    Address,
    Identifier,
    OtherName,
    Phone,
    Profile,
    RiskLevel,
    Role,
)
from profiles.numbers import WrongNumberError, canonical

SEVERAL = re.compile(r"[;\n|]+")
ROLES = re.compile(r"[;,\n|/]+")
SHORTENED = re.compile(r"\d(?:\.\d+)?[eE]\+\d+")
SERIAL = re.compile(r"\d{4,5}")
TWO_WAYS = re.compile(r"\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d\d)\s*")
WRONG = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)")
DAY_ZERO = datetime.date(1899, 12, 30)
SEXES = {folded(label): value for value, label in Profile.Sex.choices}
SEXES |= {"f": "female", "m": "male", "u": "not_known", "unknown": "not_known"}
ROLE_KINDS = {folded(label): value for value, label in Role.Kind.choices}
ROLE_KINDS |= {value: value for value in Role.Kind.values}
DETAIL = {"colleagues": None, "may_restrict": False}


@dataclass
class Person:
    """Who a row is about, as far as it could be read; and what could not."""

    fields: dict[str, Any] = field(default_factory=dict)
    details: list[Any] = field(default_factory=list)
    risk: dict[str, Any] | None = None
    lead: User | None = None
    problems: dict[str, str] = field(default_factory=dict)
    # A date that could be read in two ways: as typed, and as it was read.
    read_day_first: tuple[str, str] | None = None
    # A number that a spreadsheet keeps for a day: as it stood there, and as it was read.
    read_number: tuple[str, str] | None = None

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Its identifiers: kind and value, as they are kept."""
        return [(one.kind, one.value) for one in self.details if isinstance(one, Identifier)]


def _is_serial(text: str) -> bool:
    """The number of a day, as a spreadsheet counts them, and no year."""
    return bool(SERIAL.fullmatch(text)) and not 1900 <= int(text) <= 2100


def is_month_first(text: str) -> bool:
    """A date that makes sense only with the month before the day: 3/25/1998."""
    found = TWO_WAYS.fullmatch(text)
    return bool(found) and int(found[1]) <= 12 < int(found[2]) <= 31


def is_of_two_ways(text: str) -> bool:
    """A date that makes sense both ways: 3/4/1998."""
    found = TWO_WAYS.fullmatch(text)
    return bool(found) and int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]


class RowReader:
    """Reads the rows of one import. Its lists of choices are fetched once."""

    def __init__(self, *, team: Team, source: str, role: str, mixed_dates: bool = False) -> None:
        self.team, self.source, self.role, self.mixed_dates = team, source, role, mixed_dates
        person, risk = ProfileForm().fields, RiskForm().fields
        names, phone = OtherNameForm(**DETAIL).fields, PhoneForm(**DETAIL).fields
        address = AddressForm(**DETAIL).fields
        self.clean: dict[str, Callable[[str], Any]] = {
            "born_on": person["born_on"].clean,
            **{name: _named(person[name]) for name in ("surname", "forenames")},
            **{f"other_{name}": _named(names[name]) for name in ("surname", "forenames")},
            "address": address["text"].clean,
            "postcode": address["postcode"].clean,
            "phone": phone["number"].clean,
            "risk_of": risk["of_what"].clean,
            "risk_why": risk["rationale"].clean,
        }
        self.levels = list(RiskLevel.objects.offered())
        self.people = {user.username.casefold(): user for user in team.people()}

    def read(self, cells: dict[str, str], doubts: dict[str, str] | None = None) -> Person:
        """The person of a row."""
        person = Person(problems=dict(doubts or {}))
        texts = {key: tidy(text).strip() for key, text in cells.items()}
        for key, text in texts.items():
            if key not in person.problems and (because := _unreadable(text)):
                person.problems[key] = because
        for read in (self._identity, self._names, self._numbers, self._contact):
            read(person, texts)
        for read in (self._roles, self._risk, self._lead):
            read(person, texts)
        return person

    def _take(self, person: Person, key: str, text: str, how: Callable[[str], Any]) -> Any:
        """A value, or None with its problem."""
        if key in person.problems:
            return None
        try:
            return how(text)
        except ValidationError as problem:
            person.problems[key] = " ".join(problem.messages)
        except WrongNumberError as problem:
            person.problems[key] = str(problem)
        return None

    # ---- Who it is --------------------------------------------------------------------------
    def _identity(self, person: Person, texts: dict[str, str]) -> None:
        for key in ("surname", "forenames"):
            person.fields[key] = self._take(person, key, texts.get(key, ""), self.clean[key])
        typed = texts.get("born_on", "")
        person.fields["born_on"] = self._take(person, "born_on", typed, self._birth)
        if person.fields["born_on"] and _is_serial(typed):
            person.read_number = (typed, format_day(person.fields["born_on"]))
        person.fields["sex"] = self._take(person, "sex", texts.get("sex", ""), _sex)
        if person.fields["born_on"] and is_of_two_ways(typed):
            if self.mixed_dates:
                person.problems["born_on"] = (
                    f"“{typed}” could be read in two ways, and other rows of this file put the "
                    "month first. Write the month as a word."
                )
            else:
                person.read_day_first = (typed, format_day(person.fields["born_on"]))

    def _birth(self, text: str) -> Any:
        if _is_serial(text):
            text = (DAY_ZERO + datetime.timedelta(days=int(text))).isoformat()
        elif is_month_first(text):
            raise ValidationError(
                f"“{text}” has the month first. Put the day first, like 14/3/1991."
            )
        return self.clean["born_on"](text)

    def _names(self, person: Person, texts: dict[str, str]) -> None:
        for text in _parts(SEVERAL, texts.get("other_names", "")):
            surname, forenames = _halves(text)
            clean = {
                "surname": lambda _, name=surname: name and self.clean["other_surname"](name),
                "forenames": lambda _, name=forenames: (
                    name and self.clean["other_forenames"](name)
                ),
            }
            read = {
                name: self._take(person, "other_names", text, how) for name, how in clean.items()
            }
            if "other_names" not in person.problems:
                person.details.append(OtherName(**read))

    def _numbers(self, person: Person, texts: dict[str, str]) -> None:
        for kind in NUMBERS:
            values = {}
            for text in _parts(SEVERAL, texts.get(kind, "")):
                value = self._take(
                    person, kind, text, lambda text, kind=kind: canonical(kind, text)
                )
                values[value] = None
            if kind not in person.problems:
                person.details += [Identifier(kind=kind, value=value) for value in values]

    # ---- Where they are ---------------------------------------------------------------------
    def _contact(self, person: Person, texts: dict[str, str]) -> None:
        address = texts.get("address", "")
        postcode = texts.get("postcode", "")
        if postcode and not address:
            person.problems.setdefault(
                "address", "Enter the address too, or leave the postcode out"
            )
        if address:
            read = {
                "text": self._take(person, "address", address, self.clean["address"]),
                "postcode": self._take(person, "postcode", postcode, self._postcode),
            }
            person.details.append(Address(**read))
        for text in _parts(SEVERAL, texts.get("phone", "")):
            number = self._take(person, "phone", text, self._phone)
            person.details.append(Phone(number=number))

    def _postcode(self, text: str) -> str:
        return str(read_postcode(self.clean["postcode"](text)))

    def _phone(self, text: str) -> str:
        digits = "".join(text.split())
        if digits.isdigit() and len(digits) == 10 and digits[0] in "1237":
            text = f"0{text}"  # a spreadsheet takes the nought for no part of a number
        return str(read_phone(self.clean["phone"](text)))

    # ---- What they are to the partnership ---------------------------------------------------
    def _roles(self, person: Person, texts: dict[str, str]) -> None:
        typed = _parts(ROLES, texts.get("role", "")) or [self.role]
        kinds = [self._take(person, "role", text, _role) for text in typed if text]
        if "role" not in person.problems:
            person.details += [
                Role(kind=kind, source=self.source) for kind in dict.fromkeys(kinds)
            ]

    def _risk(self, person: Person, texts: dict[str, str]) -> None:
        typed = {key: texts.get(key, "") for key in ("risk_level", "risk_of", "risk_why")}
        if not any(typed.values()):
            return
        level = self._take(person, "risk_level", typed["risk_level"], self._level)
        person.risk = {
            "level": level,
            "of_what": self._take(person, "risk_of", typed["risk_of"], self.clean["risk_of"]),
            "rationale": self._take(person, "risk_why", typed["risk_why"], self.clean["risk_why"]),
            "assessed_on": timezone.localdate(),
        }

    def _level(self, text: str) -> RiskLevel:
        by_word = {word: one for one in self.levels for word in (folded(one.name), one.code)}
        found = by_word.get(folded(text)) or by_word.get(folded(text).replace(" ", "-"))
        if found is None:
            raise ValidationError(_not_listed(text, [one.name for one in self.levels]))
        return found

    def _lead(self, person: Person, texts: dict[str, str]) -> None:
        if text := texts.get("lead", ""):
            person.lead = self._take(person, "lead", text, self._colleague)

    def _colleague(self, text: str) -> User:
        found = self.people.get(text.casefold())
        if found is None:
            raise ValidationError(
                f"“{text}” is not the user name of anybody who works in {self.team}."
            )
        return found


def _named(of: Any) -> Callable[[str], str]:
    """The field of a form, and what the model asks of a name beside."""

    def clean(text: str) -> str:
        name = str(of.clean(text))
        if name:
            is_name(name)
        return name

    return clean


def _unreadable(text: str) -> str:
    """What says that the spreadsheet, or an earlier program, has spoilt a cell."""
    if WRONG.fullmatch(text):
        return f"The workbook shows an error here: {text}."
    if SHORTENED.fullmatch(text):
        return f"The spreadsheet has shortened this number to {text}. Enter it in full."
    if before := ungarbled(text):
        return f"“{text}” was garbled when it was saved. It may be “{before}”. Correct it."
    return ""


def _sex(text: str) -> str:
    if not text:
        return str(Profile.Sex.NOT_KNOWN.value)
    found = SEXES.get(folded(text))
    if found is None:
        raise ValidationError(_not_listed(text, Profile.Sex.labels))
    return found


def _role(text: str) -> str:
    found = ROLE_KINDS.get(folded(text))
    if found is None:
        raise ValidationError(_not_listed(text, Role.Kind.labels))
    return found


def _not_listed(text: str, choices: Iterable[str]) -> str:
    names = [str(name) for name in choices]
    words = f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)
    said = f"“{text}” is not on the list. " if text else ""
    return f"{said}Choose {words}."


def _parts(between: re.Pattern[str], text: str) -> list[str]:
    return [part.strip() for part in between.split(text) if part.strip()]


def _halves(name: str) -> tuple[str, str]:
    """Surname and first names: Jon Smith; Smith, Jon; Jonno."""
    if "," in name:
        surname, _, forenames = name.partition(",")
        return surname.strip(), forenames.strip()
    forenames, _, surname = name.rpartition(" ")
    return (surname, forenames) if forenames else ("", surname)
