"""How names are compared: equal however they are spaced, joined or abbreviated.

The database's functions of the same names do the same: tests hold them equal.
"""

import re

from core.tidy import folded

BETWEEN = re.compile("[-., ]+")
MC = re.compile("(^| )mc")
# What stands before the name that a person is called by.
HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "mx", "master", "dr", "doctor", "prof", "professor"),
    *("sir", "dame", "lord", "lady", "rev", "reverend"),
}
# Parts of a surname, joined to what follows them.
PARTICLES = {
    *("mac", "o", "st", "fitz", "van", "von", "der", "den", "ter", "de", "del", "della", "di"),
    *("da", "dos", "la", "le", "du", "al", "el", "bin", "ibn", "abu"),
}


def name_words(name: str) -> str:
    """The words of a name. Hyphens are spaces, and Mc is Mac."""
    plain = folded(name)
    words = MC.sub(r"\1mac", BETWEEN.sub(" ", plain).strip(" "))
    return words or plain


def name_key(name: str) -> str:
    """A surname as one word: Van der Berg, van-der-Berg and Vanderberg are equal."""
    return name_words(name).replace(" ", "")


def sort_name(surname: str, forenames: str) -> str:
    """What lists sort by, and full names are compared by."""
    return f"{name_key(surname)}, {name_words(forenames)}".rstrip(" ")[:200]


def name_for_search(forenames: str, surname: str) -> str:
    """The words of a name, with those joined that another would write as one."""
    words, key, joined = name_words(f"{forenames} {surname}"), "", ""
    if " " in name_words(surname):
        key = " " + name_key(surname)
    if "-" in folded(forenames):
        joined = " " + name_words(folded(forenames).replace("-", ""))
    return words + key + joined


def words_alike(names: str) -> list[str]:
    """The words to look for likenesses of, of a folded name: no title and no middle name.

    Particles are joined to what follows them: alone they are like nothing.
    """
    words = names.split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    parts: list[str] = []
    for number, word in enumerate(words):
        if number and words[number - 1] in PARTICLES:
            parts[-1] += word
        else:
            parts.append(word)
    return parts if len(parts) < 3 else [parts[0], parts[-1]]
