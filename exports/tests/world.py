"""An export over the limit of somebody else."""

from core.tests.worlds import hidden_world
from exports.models import Export
from exports.tests.factories import ExportFactory


@hidden_world(Export)
def export_of_somebody_else(cast):
    return ExportFactory(asked_by=cast.officer, over=True), cast.outsider
