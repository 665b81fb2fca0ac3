"""Makes parcels, closes them and opens them again."""

from access.opening import open_record
from access.services import end_access_with
from tests.throwaway.models import Parcel


def make_parcel(by, team=None, **fields):
    return open_record(Parcel(lead=by, owner_team=team or by.acting_team, **fields), by=by)


def close_parcel(parcel, by):
    """Close it, and end what lasts while it is open. How many that were."""
    parcel.is_open, parcel._history_user = False, by
    parcel.save()
    return end_access_with(record=parcel, by=by)


def open_again(parcel, by):
    parcel.is_open, parcel._history_user = True, by
    parcel.save()
