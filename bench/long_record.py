"""People about whom much is kept: 200 contacts, 40 reports, 50 documents. Made once."""

import io
import random

from bench.people import Case, at_length
from core import policy
from documents.checks import CheckedFile
from documents.models import DocumentKind
from documents.services import add_documents
from profiles import services
from profiles.models import ProfileDocument, Report
from records.models import FormKind

REPORTS, DOCUMENTS, PEOPLE = 40, 50, 10
TEXT = b"A letter from the housing association about the tenancy.\n"


def long_records(rng: random.Random) -> list[Case]:
    """The leads of such people, each with the person; what is missing is written as they would."""
    some = [case for case in at_length(rng) if policy.can(case.user, "report.start", case.profile)]
    for case in some[:PEOPLE]:
        _write_reports(case)
        _add_documents(case)
    return some[:PEOPLE]


def _write_reports(case: Case) -> None:
    kind, _ = FormKind.objects.update_or_create(
        code="measured", defaults={"name": "Measured report", "is_offered": True}
    )
    there = Report.objects.filter(profile=case.profile, kind=kind, state="submitted").count()
    for _ in range(REPORTS - there):
        report = services.start_report(profile=case.profile, by=case.user, kind=kind)
        services.submit_report(report=report, by=case.user)


def _add_documents(case: Case) -> None:
    there = ProfileDocument.objects.filter(profile=case.profile).count()
    files = [
        CheckedFile(f"letter {number}.txt", "text/plain", io.BytesIO(TEXT), len(TEXT))
        for number in range(DOCUMENTS - there)
    ]
    if files:
        add_documents(
            model=ProfileDocument,
            to=case.profile,
            by=case.user,
            files=files,
            kind=DocumentKind.objects.order_by("pk").first(),
            description="Measured",
        )
