"""Makes parcels."""

from access.opening import open_record
from tests.throwaway.models import Parcel


def make_parcel(by, team=None, **fields):
    return open_record(Parcel(lead=by, owner_team=team or by.acting_team, **fields), by=by)
