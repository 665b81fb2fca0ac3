"""What is done to typed text before anything else: what cannot be seen goes, the rest stays."""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Marks that turn the direction of writing, have no width or show only at the end of a line: a name
# must not be able to hide one.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# A NUL byte, or half of a surrogate pair: PostgreSQL refuses the one, UTF-8 the other.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Pictures and signs, private and unassigned characters, line ends.
NO_NAME = {"So", "Sm", "Sc", "Sk", "Co", "Cn", "Cf", "Cc", "Zl", "Zp"}
JOINERS = "\u200c\u200d"  # names in Persian and in Indian scripts need them
TICKS = "`\u00b4"  # typed for an apostrophe
# Signs that are typed for an apostrophe, and letters and signs that Unicode does not take apart.
APOSTROPHES = dict.fromkeys(map(ord, "'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07"))
PLAIN = str.maketrans(
    {
        **dict(zip("łøđðħıŧŋ", "loddhitn", strict=True)),
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
HEAPED = re.compile("m{5}")
BROKEN = "\ufffd"


def tidy(text: str) -> str:
    """The text with one kind of line end and of space, composed letters, and no unseen marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = CONTROLS.sub("", UNSEEN.sub("", UNSTORABLE.sub(BROKEN, text)))
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """As it is compared: small letters without accents, one kind of quote and dash.

    No apostrophe: O'Harra, O’Harra and OHarra are one. The database's `folded` does the same.
    """
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(plain.translate(APOSTROPHES).translate(PLAIN).split())


def is_name(text: str) -> None:
    """Refuse what nobody is called: no letter at all, pictures, signs, heaps of marks.

    One letter, any script, accents, hyphens, apostrophes and dots are names.
    """
    odd = [c for c in text if unicodedata.category(c) in NO_NAME and c not in JOINERS + TICKS]
    if odd:
        raise ValidationError(f"A name cannot contain {odd[0]}. Take it out.", code="no_name")
    if not any(unicodedata.category(c).startswith("L") for c in text):
        raise ValidationError("Enter a name with letters", code="no_letter")
    if HEAPED.search("".join("m" if unicodedata.combining(c) else " " for c in text)):
        raise ValidationError(
            "A letter of this name has too many accents. Take some out.", code="heaped"
        )


def storable(text: str) -> None:
    """Refuse text with a character that was lost, or that the database cannot hold."""
    if isinstance(text, str) and (BROKEN in text or UNSTORABLE.search(text)):
        raise ValidationError(
            f"This has a character that cannot be saved ({BROKEN}). Take it out or type it again.",
            code="unstorable",
        )
