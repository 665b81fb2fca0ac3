"""What tests of the register of agreements share."""

from django.utils import timezone

from agencies.tests.factories import (
    AgreementFactory,
)


def ended(by, **fields):
    return AgreementFactory(ended_at=timezone.now(), ended_by=by, why_ended="Replaced", **fields)
