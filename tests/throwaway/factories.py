"""Makes parcels."""

from access.opening import open_record
from tests.throwaway.models import Parcel


def make_parcel(by, team=None, title="jordan", **fields):
    parcel = Parcel(owner_team=team or by.acting_team, lead=by, title=title, **fields)
    open_record(parcel, by=by)
    return parcel
