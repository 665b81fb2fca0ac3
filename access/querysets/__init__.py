"""Which records a user meets, and which of the rows that name them."""

from access.querysets.about import (
    BreakGlassQuerySet,
    GrantQuerySet,
    ListingExceptionQuerySet,
    RequestQuerySet,
    SampledAccessQuerySet,
    TransferQuerySet,
)
from access.querysets.records import (
    ChildQuerySet,
    HoldQuerySet,
    SharedQuerySet,
)

__all__ = [
    "BreakGlassQuerySet",
    "ChildQuerySet",
    "GrantQuerySet",
    "HoldQuerySet",
    "ListingExceptionQuerySet",
    "RequestQuerySet",
    "SampledAccessQuerySet",
    "SharedQuerySet",
    "TransferQuerySet",
]
