"""Which people and which of their details, entries and reports a user meets."""

from profiles.querysets.people import (
    AddressQuerySet,
    AmendmentQuerySet,
    ContactDetailQuerySet,
    ContactKindQuerySet,
    ContactQuerySet,
    DetailQuerySet,
    FollowUpQuerySet,
    LogEntryQuerySet,
    OfEntryQuerySet,
    PhoneQuerySet,
    ProfileQuerySet,
    RiskQuerySet,
    SavedViewQuerySet,
    StayQuerySet,
    with_amendments,
    with_identity,
)
from profiles.querysets.reports import (
    OfReportQuerySet,
    ReportAdditionQuerySet,
    ReportQuerySet,
    ReportSectionQuerySet,
)

__all__ = [
    "AddressQuerySet",
    "AmendmentQuerySet",
    "ContactDetailQuerySet",
    "ContactKindQuerySet",
    "ContactQuerySet",
    "DetailQuerySet",
    "FollowUpQuerySet",
    "LogEntryQuerySet",
    "OfEntryQuerySet",
    "OfReportQuerySet",
    "PhoneQuerySet",
    "ProfileQuerySet",
    "ReportAdditionQuerySet",
    "ReportQuerySet",
    "ReportSectionQuerySet",
    "RiskQuerySet",
    "SavedViewQuerySet",
    "StayQuerySet",
    "with_amendments",
    "with_identity",
]
