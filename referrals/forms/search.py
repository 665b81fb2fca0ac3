"""The box of the register."""

from django import forms

from core.forms import Form
from referrals.search import LONGEST, check_typed


class RjSearchForm(Form):
    """Who is looked for; from the control room, also for whom."""

    method = "get"
    q = forms.CharField(
        label="Has this person had restorative justice before?",
        required=False,
        max_length=10 * LONGEST**2,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    officer = forms.CharField(
        label="Asked by (officer)",
        required=False,
        max_length=100,
        help_text="Recorded with your search",
    )
    marks_optional = False

    def __init__(self, *args, asks_officer, needs_officer, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs_officer = needs_officer
        if not asks_officer:
            del self.fields["officer"]

    def clean_q(self):
        return check_typed(self.cleaned_data["q"])

    def clean(self):
        """The officer is needed with each search, and not before there is one."""
        given = self.cleaned_data.get("officer") or "officer" in self.errors
        if self.needs_officer and not given and (self.cleaned_data.get("q") or self.errors):
            self.add_error("officer", "Enter the officer who asks")
        return self.cleaned_data
