"""Details of a person for tests: their addresses, and one of each kind."""

from api.tests.calls import one
from profiles.tests.factories import CustodyStayFactory
from profiles.tests.world import make_detail


def details_of(person, path=""):
    return f"{one(person)}details/{path}"


def make_one(person, kind):
    """A detail of this kind."""
    if kind == "custody":
        return CustodyStayFactory(profile=person)
    return make_detail(person, kind)
