"""Every form of the product, found by itself: each control of it is one of ours."""

import pytest
from django import forms
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver

from core.forms import FormBase
from core.templatetags.govuk import CONTROLS, kind_of_widget
from profiles.tests.factories import ReportSectionFactory
from records.drafts import kinds
from tests.test_architecture import subclasses


def ours():
    """Forms of our apps, and those that other packages show in our pages."""
    assert get_resolver().url_patterns  # imports every page
    found = {form for form in subclasses(forms.BaseForm) if hasattr(form, "base_fields")}
    return [form for form in found if form.__module__.partition(".")[0] in settings.OUR_APPS]


def test_every_control_of_every_form_is_styled():
    found = ours()
    assert len(found) > 40
    for form in found:
        for name, field in form.base_fields.items():
            where = f"{form.__qualname__}.{name}"
            assert not isinstance(field.widget, forms.MultiWidget | forms.SelectMultiple), where
            assert kind_of_widget(field.widget), where


def test_every_form_is_one_of_ours():
    stock = [form for form in ours() if not issubclass(form, FormBase)]
    assert [form for form in stock if not form.__name__.endswith("Mixin")] == []


def test_every_control_has_its_template():
    for kind in {kind for _, kind in CONTROLS} - {"select", "file-upload"}:
        assert get_template(f"govuk/controls/{kind}.html")


def test_a_control_that_nobody_styled_stops_the_page():
    with pytest.raises(Exception, match="has no control of ours"):
        kind_of_widget(forms.SplitDateTimeWidget())


@pytest.mark.parametrize("name", sorted(kinds()))
def test_nothing_hidden_or_secret_is_kept_as_a_draft(db, name):
    kind = kinds()[name]
    obj = ReportSectionFactory() if kind.form_of else None
    kept = kind.fields_of(obj)

    assert kept
    assert "version" not in kept
    assert not any(
        isinstance(field.widget, forms.HiddenInput | forms.PasswordInput | forms.FileInput)
        for field in kept.values()
    )
