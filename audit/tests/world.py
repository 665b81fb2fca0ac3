"""An export of somebody else."""

from audit.models import AuditExport
from audit.tests.factories import AuditExportFactory
from core.tests.worlds import hidden_world


@hidden_world(AuditExport)
def export_of_somebody_else(cast):
    return AuditExportFactory(asked_by=cast.officer), cast.auditor
