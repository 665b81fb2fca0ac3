"""The columns of a file of people: their headings, and how a heading is recognised."""

import difflib
import re
from dataclasses import dataclass

from core.tidy import folded

NO_LETTER = re.compile(r"[^a-z0-9]+")
NEAR = 0.75


@dataclass(frozen=True)
class Column:
    """One column: its key on our rows, its heading in the template, and what else it is called."""

    key: str
    heading: str
    example: str
    also: tuple[str, ...] = ()
    hint: str = ""
    is_required: bool = False


COLUMNS = (
    Column(
        *("surname", "Surname", "Pellworth"),
        also=("last name", "family name"),
        hint="Every row needs one.",
        is_required=True,
    ),
    Column(
        *("forenames", "First names", "Jordan Lee"),
        also=("first name", "forename", "forenames", "given name", "given names"),
    ),
    Column(
        *("born_on", "Date of birth", "14 March 1991"),
        also=("dob", "d o b", "birth date", "date of birth dd mm yyyy", "born"),
        hint="14/3/1991 and 1991-03-14 are read too. Put the day before the month.",
    ),
    Column(*("sex", "Sex", "Male"), hint="Female, Male or Not known."),
    Column(
        *("other_names", "Other names", "Jonno; Lee Pellworth"),
        also=("alias", "aliases", "aka", "also known as", "other name"),
        hint="Several with a semicolon between them.",
    ),
    Column(*("pnc", "PNC", "2009/0048211P"), also=("pnc id", "pncid", "pnc number", "pnc no")),
    Column(*("cro", "CRO", "048211/09L"), also=("cro number", "cro no")),
    Column(*("crn", "CRN", "X123456"), also=("crn number", "delius crn")),
    Column(
        *("prison", "Prison number", "A1234BC"),
        also=("noms", "noms id", "noms number", "nomis", "nomis number", "prison no"),
    ),
    Column(*("nhs", "NHS number", "943 476 5919"), also=("nhs", "nhs no")),
    Column(
        *("address", "Address", "14 Tannery Row, Stafford"),
        also=("home address", "current address"),
    ),
    Column(*("postcode", "Postcode", "ST16 9ZZ"), also=("post code",)),
    Column(
        *("phone", "Phone", "01632 960 114"),
        also=("phone number", "telephone", "telephone number", "tel", "mobile", "mobile number"),
    ),
    Column(
        *("role", "Role", "Offender; Victim"),
        also=("roles",),
        hint="Several with a semicolon between them.",
    ),
    Column(*("risk_level", "Level of risk", "High"), also=("risk level", "risk")),
    Column(*("risk_of", "Risk of what", "Serious harm"), hint="Needed with a level of risk."),
    Column(
        *("risk_why", "Reasons for the risk", "Assessed at the meeting of 2 June"),
        also=("risk reasons", "why"),
        hint="Needed with a level of risk.",
    ),
    Column(
        *("lead", "Lead", "pc.staffordshire"),
        also=("lead officer", "lead worker"),
        hint="The user name of a colleague in the team that will manage the records.",
    ),
)
# Of notes, nobody could say later who wrote them and when: a log entry says both.
NOT_TAKEN = (
    "Notes and other columns are not imported. Write notes in the person’s log afterwards: each "
    "entry there has its author and its day."
)
BY_KEY = {column.key: column for column in COLUMNS}
NUMBERS = ("pnc", "cro", "crn", "prison", "nhs")


def plain(heading: str) -> str:
    """A heading as it is compared: D.O.B., Date-of-Birth and “date of birth” lose their signs."""
    return NO_LETTER.sub(" ", folded(heading)).strip()


_KNOWN = {
    plain(words): column for column in COLUMNS for words in (column.heading, *column.also)
} | {"".join(plain(column.heading).split()): column for column in COLUMNS}


def column_of(heading: str) -> Column | None:
    """The column with this heading, if it is one of ours."""
    words = plain(heading)
    return _KNOWN.get(words) or _KNOWN.get(words.replace(" ", ""))


def nearest(heading: str) -> Column | None:
    """The column whose heading is most like this one, if any is."""
    close = difflib.get_close_matches(plain(heading), _KNOWN, n=1, cutoff=NEAR)
    return _KNOWN[close[0]] if close else None


def letter(place: int) -> str:
    """The letters of a column, as a spreadsheet shows them: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
