"""An area administrator goes to a record by its reference, to share it without reading it."""

from django import forms
from django.http import Http404

from access.kinds import address_of
from access.selectors import administrable_with_reference
from agencies.models import Membership, Team
from core.forms import Form
from core.views import RecordView, ServiceFormView


class ReferenceForm(Form):
    """The exact reference of a record."""

    submit = "Go to its sharing"

    reference = forms.CharField(
        label="Reference",
        max_length=20,
        help_text="For example P-2026-000123. The team that asks for your help can read it out.",
        error_messages={"required": "Enter a reference"},
    )

    def __init__(self, *args, find, **kwargs):
        super().__init__(*args, **kwargs)
        self.find = find

    def clean_reference(self):
        typed = self.cleaned_data["reference"]
        self.record = self.find(typed.upper())
        if self.record is None:
            raise forms.ValidationError(
                f"There is no record “{typed}” in your area that you could share."
            )
        return typed


class FindRecord(RecordView, ServiceFormView):
    """By exact reference, to the Sharing tab of a record owned in the area."""

    model, action = Team, "team.manage"
    form_class = ReferenceForm
    template_name = "access/find.html"

    def load(self):
        super().load()
        if not self.request.user.has_role(Membership.Role.ADMINISTRATOR):
            raise Http404

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "find a record to share"}

    def get_form_kwargs(self):
        user = self.request.user
        return {
            **super().get_form_kwargs(),
            "find": lambda reference: administrable_with_reference(user, reference),
        }

    def act(self, form):
        return address_of(type(form.record), "sharing", form.record.uuid)
