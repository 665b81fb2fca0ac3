"""An import for a team of another force."""

from core.tests.worlds import hidden_world
from imports.models import Import
from imports.tests.factories import check
from profiles.tests.factories import make_person


@hidden_world(Import)
def import_of_another_force(cast):
    make_person(by=cast.manager, surname="Oakenthorpe", forenames="Bram")
    return check(cast.manager, cast.police), cast.outsider
