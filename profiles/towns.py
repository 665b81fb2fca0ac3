"""The town of an address: not the house, the street, the county or the postcode."""

import re

BETWEEN = re.compile(r"[,\n;]+")
POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}|BFPO ?[0-9]{1,4})\b", re.IGNORECASE
)
# What stands behind the town: no town itself, though some are spelt like a shire.
COUNTIES = {
    *("norfolk", "suffolk", "essex", "kent", "surrey", "sussex", "east sussex", "west sussex"),
    *("devon", "cornwall", "dorset", "somerset", "cumbria", "tyne and wear", "west midlands"),
    *("isle of wight", "greater manchester", "merseyside", "county durham", "co durham"),
    *("rutland", "northumberland", "gwent", "powys", "dyfed", "clwyd", "gwynedd"),
    *("england", "wales", "scotland", "northern ireland", "uk", "united kingdom"),
}


def town_of(address: str) -> str:
    """Stafford, of 14 Tannery Row, Stafford, Staffordshire; the whole of what has no comma."""
    parts = [part.strip(" .\r\t") for part in BETWEEN.split(POSTCODE.sub("", address))]
    parts = [part for part in parts if part]
    while len(parts) > 2 and _is_county(parts[-1]):
        parts.pop()
    return parts[-1] if parts else ""


def _is_county(part: str) -> bool:
    return part.casefold() in COUNTIES or part.casefold().endswith("shire")
