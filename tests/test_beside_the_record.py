"""Pages about something other than the record itself: they ask about the record in every state.

The pages are found from the views: those whose model names a record by type and id. A proposal,
a sampled access or a draft must not stay a window onto a record that is closed to its reader.
"""

import pytest
from django.utils import timezone

from access import services
from access.models import SampledAccess, Transfer
from access.tests.factories import (
    LawfulBasisFactory,
    SampledAccessFactory,
    TransferFactory,
    allow_sharing,
    give,
    restrict,
)
from agencies.models import Membership
from agencies.tests.factories import member
from alerts.models import Notice
from core.views import RecordView
from profiles.tests.factories import DraftFactory
from records.models import Draft
from tasks.models import Task
from tests.sweeping import ROUTES, address, view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def names_a_record(model):
    return {"object_type", "object_id"} <= {field.name for field in model._meta.get_fields()}


PAGES = [
    (name, route, view_of(callback).model)
    for name, route, callback in ROUTES
    if issubclass(view_of(callback), RecordView) and names_a_record(view_of(callback).model)
]
MODELS = {model for _, _, model in PAGES}
# What a notice tells and a task says, and to whom, is asked in their own tests.
ELSEWHERE = {
    Notice: "alerts/tests and tests/test_notices.py",
    Task: "tasks/tests and tests/tasks",
}


class Proposal:
    """A proposal to the council, which has no access to the record."""

    model = Transfer

    def __init__(self, cast):
        self.record, self.manager = cast.person, cast.manager
        self.record.refresh_from_db()
        allow_sharing(cast.council, cast.police)
        self.reader = member(cast.council, Membership.Role.MANAGER, name="Femi Castleton")
        self.row = TransferFactory(obj=self.record, by=self.manager, to=cast.council)

    def waiting(self):
        """As it was made."""

    def withdrawn(self):
        services.withdraw_transfer(transfer=self.row, by=self.manager, because="He stays")

    def declined(self):
        services.decline_transfer(transfer=self.row, by=self.reader, because="No room")

    def accepted(self):
        """And the record has gone back since."""
        services.accept_transfer(transfer=self.row, by=self.reader, basis=LawfulBasisFactory())
        self.record.refresh_from_db()
        back = TransferFactory(obj=self.record, by=self.reader, to=self.row.from_team)
        services.accept_transfer(transfer=back, by=self.manager, basis=LawfulBasisFactory())
        self.record.refresh_from_db()

    states = ("waiting", "withdrawn", "declined", "accepted")


class Sample:
    """An unusual access of a colleague, for a second manager of the owner team to review."""

    model = SampledAccess

    def __init__(self, cast):
        self.record, self.manager = cast.person, cast.manager
        self.reader = member(cast.police, Membership.Role.MANAGER, name="Nia Fairhurst")
        self.row = SampledAccessFactory(obj=self.record, by=cast.officer)

    def waiting(self):
        """As it was picked."""

    def reviewed(self):
        services.review_sampled_access(sampled=self.row, by=self.reader, outcome="expected")

    states = ("waiting", "reviewed")


class OwnDraft:
    """What an officer has typed about the record, and nothing of the record."""

    model = Draft

    def __init__(self, cast):
        self.record, self.manager, self.reader = cast.person, cast.manager, cast.officer
        self.row = DraftFactory(author=self.reader, obj=self.record)

    def kept(self):
        """As it was left."""

    states = ("kept",)


KINDS = {kind.model: kind for kind in (Proposal, Sample, OwnDraft)}
STATES = [(kind, state) for kind in KINDS.values() for state in kind.states]
with_each_state = pytest.mark.parametrize(
    ("kind", "state"), STATES, ids=[f"{kind.__name__} {state}" for kind, state in STATES]
)


def exclude(stage):
    services.exclude_person(
        obj=stage.record, by=stage.manager, user=stage.reader, reason="A cousin"
    )


def restrict_it(stage):
    restrict(stage.record, stage.manager)


def leave(stage):
    stage.reader.memberships.update(valid_until=timezone.now())


SHUT = {"excluded": exclude, "restricted": restrict_it, "left": leave}


def test_every_page_beside_a_record_is_in_this_table():
    assert set(KINDS) | set(ELSEWHERE) == MODELS


def read(client, stage):
    """What the reader finds on every page of this kind that can be read."""
    client.force_login(type(stage.reader).objects.get(pk=stage.reader.pk))
    found = {}
    for name, route, model in PAGES:
        if model is stage.model:
            found[name] = client.get(address(route, uuid=stage.row.uuid))
    return {name: page for name, page in found.items() if page.status_code != 405}


@with_each_state
def test_it_is_open_while_the_record_is(client, cast, kind, state):
    stage = kind(cast)
    getattr(stage, state)()

    assert {page.status_code for page in read(client, stage).values()} == {200}


@pytest.mark.parametrize("shut", SHUT)
@with_each_state
def test_in_every_state_it_is_shut_with_the_record(client, cast, kind, state, shut):
    stage = kind(cast)
    getattr(stage, state)()
    SHUT[shut](stage)
    live = make_live(cast, stage)

    pages = read(client, stage)

    told = "".join(page.content.decode().partition("<main")[2] for page in pages.values())
    assert [words for words in live if words in told] == []
    if kind is not OwnDraft:  # its author may still read and copy what they typed
        hidden = {name: page.status_code for name, page in pages.items()}
        own = {name: status for name, status in hidden.items() if name != "access:sample"}
        assert set(own.values()) == {404}
        assert stage.record.reference not in told


def make_live(cast, stage):
    """What has come to the record since: its name, its manager's, a team with access."""
    person = stage.record
    if not person.is_restricted:
        person.refresh_from_db()
    if not person.is_restricted:
        give(person, stage.manager, cast.prison)
    return [person.surname, cast.prison.name]


@pytest.mark.parametrize("state", Proposal.states[1:])
def test_who_may_not_read_the_record_learns_nothing_from_an_answered_proposal(client, cast, state):
    stage = Proposal(cast)
    getattr(stage, state)()
    live = make_live(cast, stage)
    assert not type(stage.record).objects.visible_to(stage.reader).exists()

    (page,) = read(client, stage).values()

    main = page.content.decode().partition("<main")[2]
    assert [words for words in live if words in main] == []
    assert "<form" not in main


def test_an_answered_proposal_cannot_be_answered_again(client, cast):
    stage = Proposal(cast)
    stage.withdrawn()
    client.force_login(stage.reader)
    (route,) = [route for _, route, model in PAGES if model is Transfer]

    page = client.post(
        address(route, uuid=stage.row.uuid), {"answer": "decline", "why_not": "No room"}
    )

    assert "Nothing was changed" in page.content.decode()
    stage.row.refresh_from_db()
    assert stage.row.state == Transfer.State.WITHDRAWN
