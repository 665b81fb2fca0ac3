"""A release ends a stay; a move ends one and begins the next."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from access.levels import Level
from access.tests.factories import give
from agencies.models import User
from audit.models import Event
from profiles import services
from profiles.models import CustodyStay
from profiles.tests.custody.stays import LEFT, day, hold, words
from profiles.tests.factories import WarningFactory, WarningKindFactory, make_person
from profiles.tests.walking import edit, url

pytestmark = pytest.mark.slow


@pytest.fixture
def inside(person, manager, stafford):
    return hold(person, manager, stafford, "2026-01-05", release="2026-06-12")


def test_a_release_ends_the_stay(signed_in, person, inside):
    page = words(signed_in.get(url("details", person)))
    assert "Record a release or a move" in page

    response, _ = edit(
        signed_in, url("custody-leave", person, inside.uuid), ends_on=LEFT, where_to="released"
    )

    assert response["Location"] == url("details", person)
    inside.refresh_from_db()
    assert inside.ends_on == day("2026-03-04")
    assert not person.stays.current().exists()
    assert "Record a release or a move" not in words(signed_in.get(url("details", person)))
    assert signed_in.get(url("custody-leave", person, inside.uuid)).status_code == 404


def test_a_move_ends_one_stay_and_begins_the_next(signed_in, person, inside, dovegate):
    edit(
        signed_in,
        url("custody-leave", person, inside.uuid),
        ends_on=LEFT,
        where_to="moved",
        establishment=dovegate.pk,
        release_expected_on="12 June 2150",
    )

    now, before = person.stays.all()
    assert (str(now), now.starts_on, now.ends_on) == ("HMP Dovegate", day("2026-03-04"), None)
    assert now.release_expected_on == day("2150-06-12")
    assert (before, before.ends_on) == (inside, day("2026-03-04"))
    verbs = Event.objects.filter(target_id=person.pk).values_list("verb", flat=True)
    assert {"detail.added", "detail.edited"} <= set(verbs)


def test_a_release_after_another_s_move_is_refused(signed_in, person, manager, inside, dovegate):
    page = url("custody-leave", person, inside.uuid)
    opened = signed_in.get(page).context["form"]["opened"].value()
    services.leave_custody(
        stay=inside,
        by=manager,
        ends_on=day("2026-03-04"),
        next_stay=CustodyStay(establishment=dovegate, starts_on=day("2026-03-04")),
    )

    said = words(signed_in.post(page, {"ends_on": LEFT, "where_to": "released", "opened": opened}))

    since = "They have been in HMP Dovegate since 4 March 2026."
    assert f"{since} Record the release from there" in said
    assert str(person.stays.current().get()) == "HMP Dovegate"


def test_a_move_after_another_s_release_is_refused(signed_in, person, manager, inside, dovegate):
    page = url("custody-leave", person, inside.uuid)
    opened = signed_in.get(page).context["form"]["opened"].value()
    services.leave_custody(stay=inside, by=manager, ends_on=day("2026-03-04"))

    move = {"ends_on": "4 March 2026", "where_to": "moved", "establishment": dovegate.pk}
    said = words(signed_in.post(page, {**move, "opened": opened}))

    assert "Somebody has recorded meanwhile that they left on 4 March 2026." in said
    assert not person.stays.current().exists()


def test_a_warning_younger_than_the_release_does_not_end_with_it(
    signed_in, person, manager, inside
):
    kind = WarningKindFactory(code="recall", name="Recall", asked_at_release=True)
    young = WarningFactory(profile=person, kind=kind, starts_on=day("2026-03-10"))

    response, page = edit(
        signed_in,
        url("custody-leave", person, inside.uuid),
        ends_on=LEFT,
        where_to="released",
        **{f"warning-{young.uuid}": "ends"},
    )

    assert response.status_code == 200
    assert "began on 10 March 2026, after the release. Choose that it stays open" in page
    assert person.stays.current().exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"ends_on": ""}, "Enter the day they left"),
        ({"ends_on": "4 January 2026"}, "Enter a day that is not before 5 January 2026"),
        ({"ends_on": "1 June 2150"}, "today or earlier"),
        ({"where_to": ""}, "Choose released or moved"),
        ({"establishment": ""}, "Choose the establishment"),
        ({"establishment": "0"}, "from the list"),
        ({"release_expected_on": "1 February 2026"}, "Enter a date on or after the move"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(
    signed_in, person, inside, dovegate, wrong, message
):
    typed = {"ends_on": LEFT, "where_to": "moved", "establishment": dovegate.pk, **wrong}

    response, page = edit(signed_in, url("custody-leave", person, inside.uuid), **typed)

    assert response.status_code == 200
    assert message in page
    assert person.stays.get() == inside
    assert person.stays.current().exists()


def test_who_may_only_read_records_no_stay_and_no_release(
    client, person, manager, outsider, inside, stafford
):
    give(person, manager, outsider.acting_team, level=Level.VIEW)
    reader = User.objects.get(pk=outsider.pk)
    client.force_login(reader)

    assert client.get(url("detail-add", person, "custody")).status_code == 403
    assert client.get(url("custody-leave", person, inside.uuid)).status_code == 403
    assert "Record a release" not in words(client.get(url("details", person)))
    with pytest.raises(PermissionDenied):
        hold(person, reader, stafford, "2025-01-05", "2025-02-01")
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=inside, by=reader, ends_on=day("2026-03-04"))


def test_a_stay_of_another_person_is_not_there(signed_in, person, manager, stafford, theirs):
    other = hold(make_person(by=manager), manager, stafford, "2026-01-10")

    assert signed_in.get(url("custody-leave", person, other.uuid)).status_code == 404
    hidden = hold(theirs, theirs.created_by, stafford, "2026-01-10")
    with pytest.raises(Http404):
        services.edit_detail(detail=hidden, by=manager, ends_on=day("2026-03-04"))
