"""Which people and which of their details, entries and reports a user meets."""

from profiles.querysets.details import (
    AddressQuerySet,
    ContactDetailQuerySet,
    DetailQuerySet,
    KeyDateQuerySet,
    PhoneQuerySet,
    StayQuerySet,
)
from profiles.querysets.documents import PhotoQuerySet, ProfileDocumentQuerySet
from profiles.querysets.due_reports import (
    DueReportQuerySet,
    UpdatePeriodQuerySet,
)
from profiles.querysets.log import (
    AmendmentQuerySet,
    ContactKindQuerySet,
    ContactQuerySet,
    FollowUpQuerySet,
    LogEntryQuerySet,
    OfEntryQuerySet,
    with_amendments,
)
from profiles.querysets.needs import (
    NeedQuerySet,
    NeedStatusQuerySet,
    NeedStepQuerySet,
)
from profiles.querysets.people import (
    ProfileQuerySet,
    RiskQuerySet,
    SavedViewQuerySet,
    with_identity,
)
from profiles.querysets.programmes import (
    CohortQuerySet,
    ProgrammeQuerySet,
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
    "CohortQuerySet",
    "ContactDetailQuerySet",
    "ContactKindQuerySet",
    "ContactQuerySet",
    "DetailQuerySet",
    "DueReportQuerySet",
    "FollowUpQuerySet",
    "KeyDateQuerySet",
    "LogEntryQuerySet",
    "NeedQuerySet",
    "NeedStatusQuerySet",
    "NeedStepQuerySet",
    "OfEntryQuerySet",
    "OfReportQuerySet",
    "PhoneQuerySet",
    "PhotoQuerySet",
    "ProfileDocumentQuerySet",
    "ProfileQuerySet",
    "ProgrammeQuerySet",
    "ReportAdditionQuerySet",
    "ReportQuerySet",
    "ReportSectionQuerySet",
    "RiskQuerySet",
    "SavedViewQuerySet",
    "StayQuerySet",
    "UpdatePeriodQuerySet",
    "with_amendments",
    "with_identity",
]
