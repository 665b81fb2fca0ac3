"""Tags of the crispy template pack `govuk`: which control a field is, its classes, its choices."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.core.exceptions import ImproperlyConfigured

from core.forms import EMPTY_CHOICES

register = template.Library()

# The first that fits; the order matters where one widget extends another.
CONTROLS = [
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file-upload"),
    (forms.widgets.Input, "input"),
]
CLASSES = {"password": "govuk-input govuk-password-input__input govuk-js-password-input-input"}


def kind_of_widget(widget):
    """The control that a widget is shown as; one that nobody has styled stops the page."""
    kind = next((kind for control, kind in CONTROLS if isinstance(widget, control)), "")
    if not kind:
        raise ImproperlyConfigured(f"{type(widget).__name__} has no control of ours.")
    return kind


def kind_of(field):
    return kind_of_widget(field.field.widget)


@register.filter
def control(field):
    """The template of a field's control."""
    kind = kind_of(field)
    several = {"input": "input", "select": "input", "file-upload": "input"}
    return f"govuk/controls/{several.get(kind, kind)}.html"


@register.simple_tag
def control_tag(field):
    """The control itself, with GOV.UK's classes; Django adds what describes it."""
    kind = kind_of(field)
    stock = CLASSES.get(kind, f"govuk-{kind}")
    counted = kind == "textarea" and field.field.max_length
    if kind == "checkbox":
        stock = "govuk-checkboxes__input"
    names = [stock, field.field.widget.attrs.get("class", "")]
    if counted:
        names.append("govuk-js-character-count")
    if field.errors and kind != "checkbox":
        names.append(f"govuk-{'input' if kind == 'password' else kind}--error")
    attrs = {"class": " ".join(filter(None, names))}
    if counted:
        described = filter(None, [field.aria_describedby, f"{field.auto_id}-info"])
        attrs["aria-describedby"] = " ".join(described)
    # Without what Django says of a file that is there already.
    is_stock = isinstance(field.field.widget, forms.ClearableFileInput)
    widget = forms.FileInput(field.field.widget.attrs) if is_stock else None
    return field.as_widget(widget, attrs=attrs)


@register.filter
def reads(field):
    """How the page may ask what a typed date means; nothing of other fields."""
    found = getattr(field.field, "as_query", None)
    return found() if found else ""


@dataclass
class Option:
    """One radio button or tick-box."""

    id: str
    name: str
    type: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    inside: Any


def _has_words(field, label):
    words = str(label).strip("-")
    unnamed = isinstance(field, forms.ModelChoiceField) and words in EMPTY_CHOICES
    return bool(words) and not unnamed


@register.simple_tag
def options_of(field, reveals=None):
    """A field's choices. The first has the field's own id, so that error links reach it.

    No answer is a choice where a form has words for it: Not known.
    """
    hints = getattr(field.field.widget, "hints", {})
    found = []
    for one in field.subwidgets:
        value = str(one.data["value"])
        if value == "" and not _has_words(field.field, one.data["label"]):
            continue
        found.append(
            Option(
                id=f"{field.auto_id}_{len(found)}" if found else field.auto_id,
                name=one.data["name"],
                type=one.data["type"],
                value=value,
                label=one.data["label"],
                checked=one.data["selected"],
                disabled=bool(field.field.disabled),
                hint=hints.get(value, ""),
                inside=(reveals or {}).get(value, ""),
            )
        )
    return found
