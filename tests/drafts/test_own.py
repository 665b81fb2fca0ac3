"""A user's own drafts, also without access to the record."""

import uuid

import pytest

from access.services import end_access
from access.tests.factories import give
from audit.models import Event
from profiles.tests.factories import DraftFactory
from records.models import Draft
from tests.drafts.drafting import SAVE, TEXT, complete, new, of, text_of
from tests.sweeping import METHODS, ROUTES, address, masked

pytestmark = pytest.mark.slow


# ---- A user's own drafts, also without access ---------------------------------------------------
@pytest.fixture
def cut_off(client, person, manager, outsider):
    """Somebody who had access, wrote, and has none any more."""
    grant = give(person, manager, outsider.acting_team, level=2, sections=["log"])
    client.force_login(outsider)
    client.post(SAVE, of(person, text=TEXT))
    end_access(obj=person, grant=grant, by=manager, because="Done")
    return Draft.objects.get()


def test_without_access_it_can_be_read_copied_and_discarded(client, person, cut_off):
    for path in ("/", "/drafts/", f"/drafts/{cut_off.uuid}/"):
        page = client.get(path).content.decode()
        assert "You no longer have access: you can copy or discard it." in page
        assert person.reference in page
        assert "Pellworth" not in page
        assert str(person.uuid) not in page
    assert TEXT in page

    client.post(f"/drafts/{cut_off.uuid}/discard/", {"again": "1"})
    assert not Draft.objects.kept().exists()
    page = client.post(f"/drafts/{cut_off.uuid}/restore/", follow=True).content.decode()
    assert TEXT in page
    assert "Pellworth" not in page


def test_without_access_it_can_be_neither_sent_nor_changed(client, person, cut_off):
    answers = [
        client.post(SAVE, of(person, text="More")),
        client.post(new(person), complete()),
        client.post(new(person), {"text": "More", "draft": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert text_of(Draft.objects.get()) == [TEXT]


def test_saving_about_a_hidden_record_answers_as_about_none(client, person, outsider):
    client.force_login(outsider)
    hidden = client.post(SAVE, of(person, text=TEXT))
    absent = client.post(SAVE, {"draft_kind": "contact", "draft_of": uuid.uuid4(), "text": TEXT})

    assert hidden.status_code == 404
    assert masked(hidden) == masked(absent)


@pytest.mark.parametrize(
    "sent", [{}, {"draft_kind": "wizard"}, {"draft_kind": "contact", "draft_of": "x"}]
)
def test_a_draft_of_nothing_is_not_found(at_desk, sent):
    assert at_desk.post(SAVE, sent).status_code == 404


def test_who_only_reads_keeps_no_draft(client, person, manager, outsider):
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    assert client.post(SAVE, of(person, text=TEXT)).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("method", METHODS)
def test_anothers_draft_answers_like_one_that_never_existed(client, manager, method):
    draft = DraftFactory()
    client.force_login(manager)  # of the very team that manages the record
    routes = [(n, r) for n, r, _ in ROUTES if n.startswith("records:") and "<uuid:" in r]

    assert len(routes) > 1
    for name, route in routes:
        hidden = getattr(client, method)(address(route, uuid=draft.uuid))
        absent = getattr(client, method)(address(route))
        assert masked(hidden) == masked(absent), name
        assert hidden.status_code in (404, 405), name
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_nobody_elses_drafts_are_listed(client, manager):
    draft = DraftFactory()
    client.force_login(manager)

    for path in ("/", "/drafts/"):
        assert draft.reference not in client.get(path).content.decode()


def test_reading_ones_drafts_leaves_events_about_the_person(client, db):
    draft = DraftFactory()
    client.force_login(draft.author)

    client.get(f"/drafts/{draft.uuid}/")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subjects) == ("draft.view:view", draft.subjects)
    client.get("/drafts/")
    event = Event.objects.latest("pk")
    assert (event.verb, event.subjects) == ("draft.list:list", draft.subjects)


def test_a_list_of_20_costs_what_a_list_of_1_costs(
    client, officer, manager, django_assert_max_num_queries
):
    def more(number):
        for _ in range(number):
            DraftFactory(author=officer)

    client.force_login(officer)
    more(1)
    client.get("/drafts/")
    with django_assert_max_num_queries(60) as found:
        client.get("/drafts/")
    one = len(found)
    more(19)
    with django_assert_max_num_queries(one):
        client.get("/drafts/")
