"""Home and the list of drafts show a draft of every kind that an app registers."""

import pytest

from agencies.models import Team
from cases.models import Action, Case
from cases.tests.factories import ActionFactory, make_case
from missing.models import Episode
from missing.tests.factories import EpisodeFactory, arranged
from profiles.models import Contact, Profile, Report, ReportSection
from profiles.tests.factories import ReportFactory, write_contact
from records.drafts import kinds
from records.models import Draft
from records.selectors import lines_of
from referrals.models import ReferralFormPart
from referrals.tests.factories import ReferralFactory
from tests.throwaway.factories import make_parcel
from tests.throwaway.models import Parcel

pytestmark = pytest.mark.slow

ABOUT_NOBODY = {"missing-report", "rj-intervention", "task"}


def an_action(by, person):
    return ActionFactory(case=make_case(by=by), by=by)


def an_episode(by, person):
    arranged(by.acting_team)
    return EpisodeFactory(by=by)


# One of each model that forms are about, which the author reaches.
MAKERS = {
    Team: lambda by, person: by.acting_team,
    Profile: lambda by, person: person,
    Contact: lambda by, person: write_contact(person, by),
    Report: lambda by, person: ReportFactory(profile=person, by=by, submitted=True),
    ReportSection: lambda by, person: ReportFactory(profile=person, by=by).parts.first(),
    Action: an_action,
    Case: lambda by, person: make_case(by=by),
    Episode: an_episode,
    Parcel: lambda by, person: make_parcel(by),
    ReferralFormPart: lambda by, person: ReferralFactory(by=by).form.parts.first(),
}


def begin(kind, obj, author):
    return Draft.objects.create(
        author=author,
        kind=kind.name,
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        reference="What it is about",
        payload={"text": ["Half a sentence"]},
    )


@pytest.mark.parametrize("name", sorted(kinds()))
def test_home_and_the_drafts_open(at_desk, officer, person, name):
    kind = kinds()[name]
    draft = begin(kind, MAKERS[kind.model](officer, person), officer)

    for path in ("/", "/drafts/", f"/drafts/{draft.uuid}/"):
        page = at_desk.get(path)
        assert page.status_code == 200
        assert kind.words in page.content.decode()
        assert "You no longer have access" not in page.content.decode()


def test_what_is_about_nobody_yet_says_its_words_alone(officer, police):
    drafts = [begin(kinds()[name], police, officer) for name in sorted(ABOUT_NOBODY)]

    assert [line.words for line in lines_of(officer, drafts)] == [
        "Report that somebody is missing",
        "RJ intervention",
        "New task",
    ]


def test_what_is_about_nobody_yet_is_kept_under_the_name_of_the_team(at_desk, police):
    at_desk.post(
        "/drafts/save/",
        {"draft_kind": "rj-intervention", "draft_of": police.uuid, "summary": "Half a sentence"},
    )

    assert Draft.objects.get().reference == police.name
