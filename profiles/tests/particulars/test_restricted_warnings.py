"""Warnings of restricted kinds: managers alone add and edit them."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles import services
from profiles.models import Warning
from profiles.tests.factories import WarningFactory, WarningKindFactory
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow


@pytest.fixture
def restricted():
    return WarningKindFactory(code="source", name="Source at risk", is_restricted=True)


def test_a_manager_adds_and_edits_a_restricted_warning(signed_in, person, restricted):
    post(
        signed_in,
        url("detail-add", person, "warnings"),
        kind=restricted.pk,
        text="ring first",
        code="xsa",
        review_on="3 May 2030",
    )
    warning = person.warnings.get()
    address = url("detail-edit", person, "warnings", warning.uuid)
    edit(signed_in, address, kind=restricted.pk, text="ring twice")

    assert warning.code == "XSA"
    assert person.warnings.get().text == "ring twice"
    assert address in signed_in.get(url("details", person)).content.decode()


def test_others_read_a_restricted_warning_and_do_not_touch_it(client, person, officer, restricted):
    warning = WarningFactory(profile=person, kind=restricted, text="ring first")
    client.force_login(officer)
    edit = url("detail-edit", person, "warnings", warning.uuid)
    typed = {"kind": WarningKindFactory().pk, "text": "gone"}

    assert "ring first" in client.get(url("overview", person)).content.decode()
    assert edit not in client.get(url("details", person)).content.decode()
    assert client.get(edit).status_code == 403
    assert client.post(edit, typed).status_code == 403
    form = client.get(url("detail-add", person, "warnings")).content.decode()
    assert "Risk to staff" in form
    assert "Source at risk" not in form
    response, page = post(
        client, url("detail-add", person, "warnings"), kind=restricted.pk, text="mine"
    )
    assert (response.status_code, "from the list" in page) == (200, True)
    assert person.warnings.get().text == "ring first"


def test_the_service_refuses_a_restricted_kind_as_it_is_and_as_it_becomes(
    person, officer, manager, restricted
):
    theirs = WarningFactory(profile=person, kind=restricted)
    usual = WarningFactory(profile=person)

    with pytest.raises(PermissionDenied):
        services.add_detail(profile=person, by=officer, detail=Warning(kind=restricted, text="x"))
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=theirs, by=officer, kind=usual.kind)
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=usual, by=officer, kind=restricted)
    services.edit_detail(detail=usual, by=manager, kind=restricted)
