"""The bases of every form: plain words for what is missing, tidied text, our layout."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Hidden, Layout
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.utils import pretty_name
from django.utils.functional import cached_property

from core.fields import LenientDateField, MomentField
from core.layout import Buttons, Fieldset, InlineRadios, Kept, Link, Reveal, Submit
from core.once import FIELD as ONCE
from core.once import REPEATED
from core.rows import ADD_ROW, RowSet
from core.stale import KEEP_THEIRS, OPENED, Opened, OpenedField, enter, has_field, value_of
from core.tidy import storable, tidy
from core.wording import ask, named, not_listed

__all__ = [
    "Fieldset",
    "Form",
    "InlineRadios",
    "LenientDateField",
    "ModelForm",
    "MomentField",
    "Reveal",
]

LINE, TEXT = 200, 4000
# Of a choice that no form has words for: where an answer is needed, and where it is not.
EMPTY_CHOICES = ("Choose", "Not chosen")
CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
STRICT_DATES = (forms.DateField, forms.DateTimeField, forms.TimeField)


class FormBase:
    """What our forms share: override `submit` and `layout()`; a view says where it `cancels_to`
    and, where “Cancel” could be taken for the button, what it says.

    `row_sets` names small forms repeated on the page: {"phones": PhoneRows}.

    A form over an existing row, which is its `instance` or given as `of`, carries the check that
    two people do not overwrite each other (`core.stale`). `merged_fields` names the fields of the
    row if not every field of that name is one; `linked` groups those that say one thing together.
    A form that begins with values of a row and does not edit it says why in `not_an_edit`.
    """

    use_required_attribute = False
    submit: str = "Save"
    cancel: str = "Cancel"
    method: ClassVar[str] = "post"
    merged_fields: ClassVar[Sequence[str] | None] = None
    linked: ClassVar[Sequence[Sequence[str]]] = ()
    not_an_edit: ClassVar[str] = ""
    row_sets: ClassVar[dict[str, type[RowSet]]] = {}
    marks_optional = True
    cancel_url: str | None = None
    kept_as: Kept | None = None
    kept_at: str = ""
    # Where its draft is discarded, if it has one.
    discard_url: str = ""
    # The fields that clash with another person's change, on the page that asks about them.
    clashing: Sequence[str] = ()
    # The token by which the page that saves knows a form that was sent twice (core.once).
    once: str = ""
    # What the writer is asked about, since it was saved before, and what saves it all the same.
    repeated: str = ""

    def __init__(self, *args: Any, of: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        self.edited = instance if of is None and getattr(instance, "pk", None) else of
        if self.edited is not None:
            self.begin_with_row()
        for name, field in self.fields.items():
            # Not by `self[name]`, which would keep the label and the hint as they are now.
            prepare(str(pretty_name(name) if field.label is None else field.label), field)
            name_empty_choice(field, EMPTY_CHOICES[0 if field.required else 1])
        if self.is_bound and hasattr(self.data, "copy"):
            self.data = self.tidied()
        self.adding = bool(self.is_bound and self.data.get(ADD_ROW))
        self.rows = {
            name: rows(
                self.data if self.is_bound else None,
                initial=self.initial.get(name),
                prefix=self.add_prefix(name),
            )
            for name, rows in self.row_sets.items()
        }

    def keep(self, *, kind: str, of: Any, at: str) -> None:
        """Let what is typed be kept as a draft of this kind, of this object, at this address."""
        self.kept_as, self.kept_at = Kept(kind, of), at

    def relabel(self, **labels: str) -> None:
        """Give fields that another package made our words."""
        for name, label in labels.items():
            self.fields[name].label = self[name].label = label
            prepare(label, self.fields[name])

    def tidied(self) -> Any:
        """What was sent, tidied, except passwords, which are whatever they are."""
        secret = {
            self.add_prefix(name)
            for name, field in self.fields.items()
            if isinstance(field.widget, forms.PasswordInput)
        }
        data = self.data.copy()
        for key in data.keys() - secret:
            if hasattr(data, "setlist"):
                values = data.getlist(key)
                data.setlist(key, [tidy(v) if isinstance(v, str) else v for v in values])
            elif isinstance(data[key], str):
                data[key] = tidy(data[key])
        return data

    # ---- Editing a row ----------------------------------------------------------------------
    def begin_with_row(self) -> None:
        """Show what the row holds, and remember what that was."""
        for name in self.names_to_merge():
            value = self.held_in_row(name)
            if self.fields[name].initial is None or value not in (None, ""):
                self.initial.setdefault(name, self.shown(name, value))
        self.fields[OPENED] = OpenedField(initial=self.opened, linked=self.linked)

    def names_to_merge(self) -> list[str]:
        """The fields of this form that are fields of the row."""
        named = self.merged_fields
        if named is None:
            named = [name for name in self.fields if has_field(self.edited, name)]
        return [name for name in named if name in self.fields]

    def held_in_row(self, name: str) -> Any:
        """What the row holds in a field."""
        return value_of(self.edited, name)

    def value_in_row(self, name: str) -> Any:
        """What is compared of it. A form that shows only a part of it says which."""
        return self.held_in_row(name)

    def shown(self, name: str, value: Any) -> Any:
        """A value of the row as the field shows it."""
        return self.fields[name].prepare_value(value)

    def opened(self) -> str:
        """The fingerprints of what the form shows. Read late: subclasses change the fields."""
        return str(Opened.of({name: self.value_in_row(name) for name in self.names_to_merge()}))

    def keep_theirs(self) -> None:
        """Put the stored value into each field where the writer keeps the other version."""
        asked = str(self.data.get(KEEP_THEIRS, "")).split()
        for name in set(asked) & set(self.names_to_merge()):
            shown = self.shown(name, self.value_in_row(name))
            enter(self.data, self.add_prefix(name), self.fields[name], shown)

    # ---- Checking ---------------------------------------------------------------------------
    def full_clean(self) -> None:
        if self.adding:
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
            return
        if self.is_bound and self.edited is not None:
            self.keep_theirs()
        super().full_clean()

    def is_valid(self) -> bool:
        """Not while a row is being added: then the page comes back as it was, with one more."""
        rows_are = [rows.is_valid() for rows in self.rows.values()]
        if self.adding or not (super().is_valid() and all(rows_are)):
            return False
        self.cleaned_data |= {name: rows.kept() for name, rows in self.rows.items()}
        return True

    def add_error(self, field: str | None, error: Any) -> None:
        # A malformed key of a choice is a choice that is not on the list.
        chosen = isinstance(self.fields.get(field or ""), forms.ModelChoiceField)
        if chosen and getattr(error, "code", None) == "invalid":
            error = ValidationError(self.fields[field].error_messages["invalid_choice"])
        super().add_error(field, error)

    def require(self, *names: str) -> None:
        """Say of these fields that they are needed, if they are empty. For use in `clean()`."""
        for name in names:
            field = self.fields[name]
            if name not in self.errors and self.cleaned_data.get(name) in field.empty_values:
                self.add_error(name, required_words(self[name].label, field))

    # ---- Showing ----------------------------------------------------------------------------
    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.attrs = {"novalidate": True}
        helper.form_class, helper.form_method = "ecins-ask", self.method
        helper.render_hidden_fields = True
        token = [Hidden(ONCE, self.once, id=None)] if self.once else []
        if self.repeated:
            token.append(Hidden(REPEATED, self.repeated, id=None))
        helper.layout = Layout(*token, *self.layout(), Buttons(*self.buttons()))
        if self.kept_as is not None:
            helper.attrs["data-draft"] = self.kept_at
            helper.layout.append(self.kept_as)
        return helper

    def layout(self) -> Sequence[Any]:
        return [field.name for field in self.visible_fields()]

    def buttons(self) -> Sequence[Any]:
        later = [Submit("Save and finish later", name="draft", secondary=True)]
        cancel = [Link(self.cancel, self.cancel_url)] if self.cancel_url else []
        theirs = Submit("Keep theirs", name=KEEP_THEIRS, secondary=True)
        theirs.value = " ".join(self.clashing)
        discard = Submit("Discard this draft", name="again", secondary=True, at=self.discard_url)
        return [
            Submit(self.submit),
            *([theirs] if self.clashing else []),
            *(later if self.kept_as is not None else []),
            *cancel,
            *([discard] if self.discard_url else []),
        ]


class Form(FormBase, forms.Form):
    """A form of its own."""


class ModelForm(FormBase, forms.ModelForm):
    """A form over one model. Dates are declared, or named in `Meta.field_classes`.

    It writes on a copy of the row, so that the headings of its page show what is saved.
    """

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=copy(instance), **kwargs)


# ---- Fields ---------------------------------------------------------------------------------


def required_words(label: str, field: forms.Field) -> str:
    if isinstance(field, LenientDateField):
        return f"{ask('Enter', label)}, like {field.example}"
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return f"{ask('Choose', label)}: at least one"
    if isinstance(field, CHOICES):
        return ask("Choose", label)
    if isinstance(field, forms.FileField):
        return "Choose a file"
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}” to go on"
    return ask("Enter", label)


def words_for(label: str, field: forms.Field) -> dict[str, str]:
    """What our forms say for each way in which a field may be wrong."""
    name = named(label, "Your answer")
    words = {
        "required": required_words(label, field),
        "max_length": f"{name} must be %(limit_value)d characters or fewer. "
        "You entered %(show_value)d.",
        "min_length": f"{name} must be %(limit_value)d characters or more.",
        "min_value": f"{name} must be %(limit_value)s or more",
        "max_value": f"{name} must be %(limit_value)s or less",
    }
    if isinstance(field, CHOICES):
        ways = ("invalid_choice", "invalid_list", "invalid_pk_value")
        words |= dict.fromkeys(ways, not_listed(label))
    if isinstance(field, forms.IntegerField):
        words["invalid"] = f"{name} must be a whole number, like 12"
    if isinstance(field, forms.EmailField):
        words["invalid"] = "Enter an e-mail address, like name@example.org"
    if isinstance(field, forms.FileField):
        words["empty"] = "This file is empty. Choose another."
    return words


def prepare(label: str, field: forms.Field) -> None:
    """Give a field our words, a limit, and what browsers need to know of it."""
    if isinstance(field, STRICT_DATES):
        raise ImproperlyConfigured(f"“{label}” must be a LenientDateField or MomentField")
    field.label = label
    if isinstance(field, forms.CharField):
        limit(field)
    defaults: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        defaults |= getattr(kind, "default_error_messages", {})
    said_before = getattr(field, "our_words", {})
    field.our_words = words_for(label, field)
    for code, words in field.our_words.items():
        if field.error_messages.get(code) in (defaults.get(code), said_before.get(code)):
            field.error_messages[code] = words
    describe_to_browser(field)


def limit(field: forms.CharField) -> None:
    if field.max_length is None and not isinstance(field.widget, forms.HiddenInput):
        field.max_length = TEXT if isinstance(field.widget, forms.Textarea) else LINE
        field.validators.append(MaxLengthValidator(field.max_length))
    field.validators = [
        v
        for v in field.validators
        if v is not storable and getattr(v, "code", "") != "null_characters_not_allowed"
    ]
    field.validators.append(storable)
    # The browser would cut pasted text off without a word.
    field.widget.attrs.pop("maxlength", None)


def name_empty_choice(field: forms.Field, words: str) -> None:
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label and not field.empty_label.strip("-"):
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        first = next(iter(field.choices), None)
        if first and first[0] in ("", None) and not str(first[1]).strip("-"):
            field.choices = [("", words), *list(field.choices)[1:]]


def describe_to_browser(field: forms.Field) -> None:
    """Nothing to be remembered by a shared browser; number pads for numbers."""
    widget = field.widget
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs = {"inputmode": "numeric"} | widget.attrs
    if getattr(widget, "input_type", "") in ("text", "email", "tel", "search"):
        widget.attrs = {"autocomplete": "off", "spellcheck": "false"} | widget.attrs
