"""Lists in the order of names, a page at a time."""

from django.db.models import Func, Q, QuerySet, TextField

from core.paging import PAGE_SIZE, Page, decode, encode


def page_by_name(queryset: QuerySet, after: str = "", size: int = PAGE_SIZE) -> Page:
    """A page of what has a name, A to Z by its letters: Łucja with L, whatever the capitals."""
    # As lists of people are sorted; the database's own order would depend on where it was made.
    folded = Func("name", function="folded", output_field=TextField())
    rows = queryset.annotate(in_order=folded)
    start = decode(after, (str, int)) if after else None
    if start is not None:
        name, pk = start
        rows = rows.filter(Q(in_order__gt=name) | Q(in_order=name, pk__gt=pk))
    found = list(rows.order_by("in_order", "pk")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    cursor = encode(last.in_order, last.pk) if last else None
    return Page(found[:size], next_cursor=cursor, is_first=start is None)
