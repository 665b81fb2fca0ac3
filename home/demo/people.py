"""The people of the demo world, told part way: records to look at and a next step to take."""

from home.demo.across_borders import AcrossBorders
from home.demo.at_risk import AtRisk
from home.demo.caseloads import Caseloads


def make(cast):
    """Everyone. Returns how many."""
    world = World(cast)
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
    return made + 3


class World(AcrossBorders, AtRisk, Caseloads):
    """The people of the stories, and caseloads around them."""
