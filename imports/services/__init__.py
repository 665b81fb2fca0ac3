"""What is done about imports. Each asks before it acts, and leaves an event."""

from imports.services.deciding import (
    cancel_import,
    choose_rows,
    compare_import,
    start_import,
    stop_import,
)
from imports.services.erasing import erase_old_rows
from imports.services.preparing import check_import, upload_import
from imports.services.running import import_batch

__all__ = [
    "cancel_import",
    "check_import",
    "compare_import",
    "choose_rows",
    "erase_old_rows",
    "import_batch",
    "start_import",
    "stop_import",
    "upload_import",
]
