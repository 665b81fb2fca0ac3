"""Writing about a person whose record is named: by its uuid, in `person`, where pages have it in
their address.
"""

from typing import ClassVar

from django import forms

from api.problems import FieldProblem, ProblemError
from core.forms import Form


class PersonForm(Form):
    """The record of the person, if they have one that the client can read."""

    person = forms.CharField(
        label="Record of the person",
        max_length=36,
        required=False,
        help_text="Its uuid, if you can read it.",
    )


class NamesPerson:
    """Goes before a form page that finds its `person` by `chosen`; its form is a `PersonForm`."""

    queries: ClassVar[tuple[str, ...]] = ("person",)
    not_found: ClassVar[str] = "No person found. Name one whose record you can read."
    chosen = ""

    def load(self):
        super().load()
        self.chosen = self.request.GET.get("person", "")

    def filled(self, body, *, keep):
        sent = body.get("person")
        self.chosen = sent if isinstance(sent, str) else self.chosen
        if self.chosen and self.person is None:
            words = self.not_found
            raise ProblemError(422, "invalid", words, [FieldProblem("person", words)])
        return super().filled(body, keep=keep)

    def save(self, form):
        form.cleaned_data.pop("person", None)
        return super().save(form)
