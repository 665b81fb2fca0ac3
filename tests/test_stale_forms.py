"""Every form that edits something notices when somebody else has changed it meanwhile."""

from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import get_resolver
from django.views.generic import FormView

from agencies.tests.factories import AgencyFactory
from core.conflict import refuse_unchecked, require_merged
from core.forms import Form
from core.stale import merge
from core.views import ServiceFormView
from tests.test_architecture import subclasses

# Forms that edit no row, and why.
FORMS_OF_THEIR_OWN = {
    "ActingTeam": "chooses for which of their teams somebody acts",
}


def test_every_form_page_carries_the_check_for_stale_edits():
    """ServiceFormView refuses an edit form without it; a page must not go around that."""
    assert get_resolver().url_patterns
    pages = [
        page
        for page in subclasses(FormView)
        if page.__module__.partition(".")[0] in settings.OUR_APPS and page is not ServiceFormView
    ]

    assert len(pages) > 40
    loose = {page.__name__ for page in pages if not issubclass(page, ServiceFormView)}
    assert loose == set(FORMS_OF_THEIR_OWN)


class Unchecked(Form):
    name = forms.CharField()


def test_a_form_that_begins_with_a_row_and_has_no_check_stops_the_page(db):
    agency = AgencyFactory(name="Dorset Police")
    view = SimpleNamespace(object=agency)

    with pytest.raises(ImproperlyConfigured, match="without the check for stale edits"):
        refuse_unchecked(view, Unchecked(initial={"name": "Dorset Police"}))
    refuse_unchecked(view, Unchecked(of=agency))
    refuse_unchecked(view, Unchecked(initial={"name": "Another"}))


def test_a_service_that_takes_an_edit_and_does_not_merge_it_stops_the_page(db):
    agency = AgencyFactory(name="Dorset Police")
    form = Unchecked(
        {"name": "Dorset", "opened": Unchecked(of=agency)["opened"].value()}, of=agency
    )
    assert form.is_valid()

    with pytest.raises(ImproperlyConfigured, match="did not call"):
        require_merged(form)
    merge(agency, {"name": "Dorset"}, form.cleaned_data["opened"])
    require_merged(form)
