"""The numbers of other systems: their published forms, and the one form in which each is kept.

PNC and CRO numbers end in a check letter, the rest of the digits (year first) divided by 23.
NHS numbers end in a check digit, modulus 11.
"""

import re

from django.utils import timezone

LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"  # no I, O or S

PNC = re.compile(r"(?:(\d{4}|\d{2})/(\d{1,7})|(\d{3,11}))([A-Z])", re.ASCII)
CRO = re.compile(r"(\d{1,6})/?(\d{2})([A-Z])", re.ASCII)
CRO_SEARCH_FILE = re.compile(r"SF(\d{2})/?(\d{1,6})([A-Z])", re.ASCII)
PRISON = re.compile(r"[A-Z]\d{4}[A-Z]{2}", re.ASCII)
CRN = re.compile(r"[A-Z]\d{6}", re.ASCII)
NHS = re.compile(r"\d{10}", re.ASCII)
BETWEEN = re.compile(r"[\s.\-\u2010-\u2015]+")
# What a page, a form or a person puts before a number: PNC 2009/0048211P, NHS no: 943 476 5919.
LABEL = re.compile(
    r"\s*(?:PNC(?:\s*ID)?|CRO|CRN|NHS|PRISON|NOMIS)(?:\s*(?:NUMBER|NUM|NO|ID))?[\s.:]+(?=\S*\d)"
)

LIKE = {
    "pnc": "Enter a PNC number like 2009/0048211P: a year, a stroke, up to 7 digits, a letter",
    "cro": "Enter a CRO number like 048211/09L: up to 6 digits, a stroke, 2 digits of the year, "
    "a letter; or like SF09/48211N",
    "prison": "Enter a prison number like A1234BC: a letter, 4 digits, 2 letters",
    "crn": "Enter a CRN like X123456: a letter and 6 digits",
    "nhs": "Enter an NHS number like 943 476 5919: 10 digits",
}
LIKE_ANY = "Enter a PNC, CRO, CRN, prison or NHS number as it is written, like 2009/0048211P"
MISTYPED = {
    "pnc": "Check this PNC number: its last letter does not fit its digits",
    "cro": "Check this CRO number: its last letter does not fit its digits",
    "nhs": "Check this NHS number: its last digit does not fit the others",
}


class WrongNumberError(ValueError):
    """Typed text that is no number of this kind; the message says what to enter."""


def canonical(kind: str, text: str) -> str:
    """The one form in which a number of this kind is kept, however it was typed."""
    plain = _plain(text)
    if not _FORMS[kind](plain):
        raise WrongNumberError(LIKE[kind])
    for found, fits in _FORMS[kind](plain):
        if fits:
            return found
    raise WrongNumberError(MISTYPED[kind])


def readings(text: str) -> set[str]:
    """Every number that the text may be, of whatever kind, in the form in which it is kept."""
    plain = _plain(text)
    return {found for read in _FORMS.values() for found, fits in read(plain) if fits}


def kind_of(text: str) -> str:
    """The kind of number that the text is. Raises WrongNumberError where it is none."""
    plain = _plain(text)
    for kind, read in _FORMS.items():
        if any(fits for _, fits in read(plain)):
            return kind
    mistyped = [kind for kind, read in _FORMS.items() if read(plain)]
    raise WrongNumberError(MISTYPED[mistyped[0]] if mistyped else LIKE_ANY)


def _plain(text: str) -> str:
    return BETWEEN.sub("", LABEL.sub("", text.upper(), count=1))


def _letter(digits: str) -> str:
    return LETTERS[int(digits) % len(LETTERS)]


def _pnc(plain: str) -> list[tuple[str, bool]]:
    match = PNC.fullmatch(plain)
    if match is None:
        return []
    year, serial, together, letter = match.groups()
    # Without a stroke the year may be 2 or 4 digits: the letter tells which.
    cuts = [(year, serial)] if year else [(together[:n], together[n:]) for n in (2, 4)]
    return [
        (
            f"{_whole_year(year)}/{serial:0>7}{letter}",
            _letter(year[-2:] + f"{serial:0>7}") == letter,
        )
        for year, serial in cuts
        if 1 <= len(serial) <= 7 and (len(year) == 2 or 1900 <= int(year) <= _this_year())
    ]


def _whole_year(year: str) -> str:
    """Two digits are of the last hundred years."""
    if len(year) == 4:
        return year
    now = _this_year()
    century = now // 100 if int(year) <= now % 100 else now // 100 - 1
    return f"{century}{year}"


def _this_year() -> int:
    return timezone.localdate().year


def _cro(plain: str) -> list[tuple[str, bool]]:
    if match := CRO.fullmatch(plain):
        serial, year, letter = match.groups()
        fits = int(serial) > 0 and _letter(f"{year}{serial:0>6}") == letter
        return [(f"{serial:0>6}/{year}{letter}", fits)]
    if match := CRO_SEARCH_FILE.fullmatch(plain):
        year, serial, letter = match.groups()
        # The letter is of the whole number; some registers leave its noughts out.
        letters = {_letter(year + serial), _letter(f"{year}{serial:0>5}")}
        return [(f"SF{year}/{serial}{letter}", int(serial) > 0 and letter in letters)]
    return []


def _prison(plain: str) -> list[tuple[str, bool]]:
    return [(plain, True)] if PRISON.fullmatch(plain) else []


def _crn(plain: str) -> list[tuple[str, bool]]:
    return [(plain, True)] if CRN.fullmatch(plain) else []


def _nhs(plain: str) -> list[tuple[str, bool]]:
    if not NHS.fullmatch(plain):
        return []
    weighted = sum(int(digit) * (10 - place) for place, digit in enumerate(plain[:9]))
    check = (11 - weighted % 11) % 11  # 10 stands for no digit
    fits = int(plain) > 0 and check == int(plain[9])
    return [(f"{plain[:3]} {plain[3:6]} {plain[6:]}", fits)]


_FORMS = {"pnc": _pnc, "cro": _cro, "prison": _prison, "crn": _crn, "nhs": _nhs}
