"""What entries of the register are found by: folded copies of what they say."""

import re

from core.alike import with_sounds
from core.names import name_for_search, sort_name
from core.tidy import folded
from profiles.search import digits_of
from referrals.models import Intervention, Party

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b", re.IGNORECASE)


def index_intervention(entry: Intervention) -> None:
    """Put on an intervention the words that it is found by; no names of a discreet team."""
    names = () if entry.team.is_discreet else (entry.officer_name, entry.facilitator)
    words = (
        *(entry.reference, entry.number, str(entry.offence), entry.place, entry.summary),
        *(*names, entry.outcome),
    )
    entry.search_words = folded(" ".join(word for word in words if word))


def index_party(party: Party) -> None:
    """Put on a party what they are found by, and where they are looked for."""
    entry = party.intervention
    party.area_id = entry.area_id
    party.is_registered = entry.registered_at is not None
    party.happened_on = entry.happened_on
    party.sort_name = sort_name(party.surname, party.forenames)
    names = f"{name_for_search(party.forenames, party.surname)} {folded(party.also_known_as)}"
    party.search_names = with_sounds(names.strip())
    party.search_address = address_for_search(party.address)
    party.digits = digits_of(party.phone)[:40]


def address_for_search(address: str) -> str:
    """The words of an address, and its postcode written as one."""
    joined = [f"{outward}{inward}" for outward, inward in POSTCODE.findall(address)]
    return folded(" ".join([address.replace(",", " "), *joined]))
