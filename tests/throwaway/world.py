"""The world of a parcel, for the sweeps."""

from access.tests.worlds import SharedWorld
from core.tests.worlds import shared_world
from tests.throwaway.factories import make_parcel
from tests.throwaway.models import Parcel


@shared_world
class ParcelWorld(SharedWorld):
    model, search, secrets = Parcel, "suitcase", ["Blue"]

    def make(self, *, by, team):
        return make_parcel(by=by, team=team, title="Blue suitcase")
