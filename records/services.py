"""Gives records their human references."""

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from agencies.models import Agency
from records.models import ReferenceBlock


@transaction.atomic
def next_reference(*, kind: str, agency: Agency) -> str:
    """The agency's next reference of this kind, such as P-2026-000123. Never given twice."""
    year = timezone.localdate().year
    blocks = ReferenceBlock.objects.filter(kind=kind, year=year)
    open_blocks = blocks.filter(agency=agency, next__lt=F("first") + ReferenceBlock.SIZE)
    block = open_blocks.select_for_update().order_by("first").first()
    if block is None:
        block = _take_block(kind, year, agency)
    number = block.next
    block.next = number + 1
    block.save(update_fields=["next"])
    return f"{kind}-{year}-{number:06}"


def _take_block(kind: str, year: int, agency: Agency) -> ReferenceBlock:
    with connection.cursor() as cursor:  # one agency at a time takes a new run
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reference:{kind}:{year}"])
    last = ReferenceBlock.objects.filter(kind=kind, year=year).aggregate(last=Max("first"))["last"]
    first = 1 if last is None else last + ReferenceBlock.SIZE
    return ReferenceBlock.objects.create(
        kind=kind, year=year, agency=agency, first=first, next=first
    )
