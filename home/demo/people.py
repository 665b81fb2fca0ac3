"""The people of the demo world, told part way: records to look at and a next step to take."""

from home.demo.across_borders import AcrossBorders
from home.demo.at_risk import AtRisk
from home.demo.caseloads import Caseloads
from home.demo.kept_close import KeptClose


def make(cast, past):
    """Everyone. Returns how many."""
    world = World(cast, past)
    world.jordan()
    world.callum()
    world.shane()
    world.brighton()
    world.adur()
    world.nameless()
    world.moved()
    made = 7 + world.others()
    world.panel()
    world.missing()
    world.elderly()
    world.excluded()
    world.restricted()
    world.protected()
    return made + 8


class World(AcrossBorders, AtRisk, Caseloads, KeptClose):
    """The people of the stories, and caseloads around them."""
