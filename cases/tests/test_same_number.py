"""A person and a case may have the same number: what names one does not name the other."""

import datetime

import pytest
from django.utils import timezone

from access.models import Discovery
from agencies.tests.factories import member
from profiles.models import Profile

AN_HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(("kind", "is_known"), [("profiles.profile", True), ("cases.case", False)])
def test_who_found_the_one_knows_nothing_of_the_other(person, council, kind, is_known):
    finder = member(council)
    Discovery.objects.create(
        user=finder, object_type=kind, object_id=person.pk, valid_until=timezone.now() + AN_HOUR
    )

    assert Profile.objects.known_to(finder).filter(pk=person.pk).exists() is is_known
