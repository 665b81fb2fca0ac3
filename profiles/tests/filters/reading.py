"""The text of a page, and risks to filter by."""

import datetime
import html
import re

from django.urls import reverse

from profiles.tests.factories import RiskAssessmentFactory

LIST, PRINT = reverse("profiles:list"), reverse("profiles:print")


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def graded(person, level, day="2026-01-05", **more):
    day = datetime.date.fromisoformat(day)
    return RiskAssessmentFactory(profile=person, level=level, assessed_on=day, **more)
