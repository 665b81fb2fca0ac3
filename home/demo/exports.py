"""A list that a manager of the demo world took out as a file, yesterday."""

import datetime

from exports import jobs, services
from exports.models import Export


def make(cast, past):
    """People of the Staffordshire IOM Team, for its monthly meeting."""
    by = cast["lead.staffordshire"]
    with past.act("an export", 1, time=datetime.time(16)):
        export = services.ask_for_list(
            by=by,
            kind="people",
            query="team=ours",
            of=None,
            file_format=Export.Format.XLSX,
            reason="Cohort meeting with probation: everyone we manage is gone through",
        )
        jobs.write(services.begin_export())
    # Kept for a week from when it is said to have been made.
    kept = past.now + datetime.timedelta(days=services.DAYS_KEPT - 1)
    Export.objects.filter(pk=export.pk).update(keep_until=kept)
