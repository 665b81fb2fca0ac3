"""Two people write the same answer of the same draft: neither's text is lost."""

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from agencies.tests.factories import TeamFactory, member
from core.stale import Opened, StaleEditError
from profiles import services
from profiles.models import ReportSection
from profiles.tests.factories import QuestionFactory, make_person
from profiles.tests.walking import url
from records.models import Draft
from tests.together import together


def draft_of(team):
    """A draft with one question, and two people of its team."""
    one, other = member(team), member(team)
    kind = QuestionFactory(code="asked").section.kind
    person = make_person(by=one, team=team)
    return services.start_report(profile=person, by=one, kind=kind), one, other


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_two_sessions_on_one_answer_lose_neither_text(db):
    report, one, other = draft_of(TeamFactory())
    part = report.parts.get()
    page = url("report-section", report.profile, part.uuid)
    first, second = signed_in(one), signed_in(other)
    opened = second.get(page).context["form"]["opened"].value()
    kept = {"draft_kind": "report-section", "draft_of": part.uuid, "opened": opened}
    second.post(reverse("records:draft-save"), {**kept, "asked": "Rest"})
    first.post(page, {"asked": "Settled", "opened": opened})

    clash = second.post(page, {"asked": "Restless", "opened": opened})

    assert clash.status_code == 409
    for words in ("Settled", "Restless"):
        assert words in clash.content.decode()
    # Who closes the browser now finds their own text again, and is asked again.
    assert Draft.objects.get(author=other).payload["asked"] == ["Restless"]
    form = second.get(page).context["form"]
    assert form["asked"].value() == "Restless"
    again = {"asked": "Restless", "opened": form["opened"].value()}
    assert second.post(page, again).status_code == 409
    part.refresh_from_db()
    assert part.answers == {"asked": "Settled"}

    both = "Settled by day, restless at night"
    asked = clash.context["form"]["opened"].value()
    assert second.post(page, {"asked": both, "opened": asked}).status_code == 302
    part.refresh_from_db()
    assert part.answers == {"asked": both}
    assert not Draft.objects.filter(author=other).exists()
    past = [row.answers.get("asked") for row in part.history.all()]
    assert "Settled" in past


@pytest.mark.slow
def test_at_one_moment_one_is_saved_and_the_other_is_asked(live_database):
    report, one, other = draft_of(TeamFactory())
    part = report.parts.get()

    def write(by, words):
        return services.write_section(
            part=part, by=by, opened=Opened.of({"asked": ""}), asked=words
        )

    results = together(lambda: write(one, "First"), lambda: write(other, "Second"))

    (lost,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(lost, StaleEditError)
    stored = ReportSection.objects.get(pk=part.pk).answers["asked"]
    assert lost.stored == {"asked": stored}
    assert stored in ("First", "Second")
    connections.close_all()
