"""Postcodes, in the one form in which each is kept and printed.

Royal Mail, Programmer's Guide to the Postcode Address File: the last three signs stand apart.
"""

import re

UK = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)([0-9][A-Z]{2})")
FORCES = re.compile(r"BFPO(?:C/?O)?([0-9]{1,4})")
LONGEST = 10


def tidy_postcode(text: str) -> str:
    """ST16 3QB, BFPO 5258; what is no postcode of the United Kingdom stays, in capitals."""
    words = " ".join(text.upper().split())
    plain = re.sub(r"[\s.,\-]+", "", words)
    if found := UK.fullmatch(plain):
        return " ".join(found.groups())
    if found := FORCES.fullmatch(plain):
        return f"BFPO {found[1]}"
    return words.strip(" .,")
