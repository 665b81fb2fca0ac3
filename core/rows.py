"""Small forms repeated on a page (several phones, several addresses); "Add another" is a button.

No script is needed: the button sends the page, which comes back with what was typed and one more
row.
"""

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, TOTAL_FORM_COUNT, BaseFormSet

ADD_ROW = "add-row"


class RowSet(BaseFormSet):
    """Rows of one small form. Subclass through `row_set`."""

    noun = "row"

    def __init__(self, data=None, **kwargs):
        self.adding = data is not None and bool(data.get(ADD_ROW))
        if self.adding and data[ADD_ROW] == kwargs.get("prefix"):
            data = self.one_more(data.copy(), kwargs["prefix"])
        kwargs.setdefault("error_messages", {}).update(
            too_many_forms=f"Enter at most {self.max_num} of these",
            too_few_forms=f"Enter at least {self.min_num} {self.noun}",
            missing_management_form="This page came back incomplete. Reload it and try again.",
        )
        super().__init__(data, **kwargs)

    def one_more(self, data, prefix):
        key = f"{prefix}-{TOTAL_FORM_COUNT}"
        count = str(data.get(key, ""))
        if count.isascii() and count.isdigit() and len(count) < 5:
            data[key] = str(min(int(count) + 1, self.max_num))
            self.newest = int(data[key]) - 1
        return data

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.title = f"{self.noun.capitalize()} {(index or 0) + 1}"
        form.marks_optional = False
        remove = form.fields.get(DELETION_FIELD_NAME)
        if remove:
            remove.label = f"Remove this {self.noun}"
        if index is not None and index == getattr(self, "newest", None):
            next(iter(form.fields.values())).widget.attrs["autofocus"] = True

    @property
    def can_add(self):
        return self.total_form_count() < self.max_num

    def full_clean(self):
        if not self.adding:
            super().full_clean()
            return
        self._errors, self._non_form_errors = [{} for _ in self.forms], self.error_class()

    def is_valid(self):
        return not self.adding and super().is_valid()

    def kept(self):
        """The rows that were filled in and not removed, in order."""
        return [
            {
                name: value
                for name, value in form.cleaned_data.items()
                if name != DELETION_FIELD_NAME
            }
            for form in self.forms
            if form.has_changed() and not self._should_delete_form(form)
        ]


def row_set(form, *, noun, extra=1, most=20, least=0):
    """A set of rows: row_set(PhoneRow, noun="phone")."""
    base = forms.formset_factory(
        form,
        formset=RowSet,
        extra=extra,
        max_num=most,
        absolute_max=most,
        validate_max=True,
        min_num=least,
        validate_min=bool(least),
        can_delete=True,
    )
    return type(f"{form.__name__}s", (base,), {"noun": noun})
