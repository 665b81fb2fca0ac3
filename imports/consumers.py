"""What follows from the steps of an import: it is checked, and goes on batch by batch."""

from typing import Any

from audit.services import consumer
from imports.models import Import
from imports.services import check_import, import_batch
from imports.verbs import Verb


@consumer("imports.check", verbs=[Verb.UPLOADED, Verb.HANDED], slow=True)
def check(event: Any) -> None:
    """Checks the rows of a file."""
    check_import(of=Import.objects.get(pk=event.target_id))


@consumer("imports.advance", verbs=[Verb.STARTED, Verb.ADVANCED], slow=True)
def advance(event: Any) -> None:
    """Imports the next rows; the event of that brings those after them."""
    import_batch(of=Import.objects.get(pk=event.target_id))
