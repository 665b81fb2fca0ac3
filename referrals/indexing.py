"""What entries of the register are found by: folded copies of what they say."""

from core.alike import with_sounds
from core.names import name_for_search, sort_name
from core.tidy import folded
from profiles.search import digits_of
from referrals.models import Intervention, Party


def index_intervention(entry: Intervention) -> None:
    """Put on an intervention the words that it is found by."""
    words = (
        *(entry.reference, entry.number, str(entry.offence), entry.place, entry.summary),
        *(entry.officer_name, entry.facilitator, entry.outcome),
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
    party.search_address = folded(party.address.replace(",", " "))
    party.digits = digits_of(party.phone)[:40]
