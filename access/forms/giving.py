"""Giving access: to one record, and to many at once; ending it on many."""

from django import forms

from access.forms.grantees import GranteesMixin, Who
from access.forms.terms import USUAL, WHILE_OPEN, EndAccessForm, TermsForm
from access.usual import Usual

NOTHING_USUAL = Usual()
ALL, FIRST = "all", "first"


class GiveAccessForm(GranteesMixin, TermsForm):
    """Who is given access, and the terms."""

    submit = "Check before you give access"

    records = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They get the same access for the same reason.",
    )
    record_sections = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, *args, usual=NOTHING_USUAL, goes_with=(), **kwargs):
        """`goes_with` are the records that may be shared in one go with this one."""
        super().__init__(*args, **kwargs)
        self.usual, self.goes_with = usual, list(goes_with)
        self._offer_records()
        self.fields["purpose"].required = False
        if usual.reasons:
            self.fields["purpose"].help_text = "Leave empty to give the reason of last time."

    def _offer_records(self):
        if not self.goes_with:
            del self.fields["records"], self.fields["record_sections"]
            return
        kind = type(self.goes_with[0].record)
        name, many = kind._meta.verbose_name, kind._meta.verbose_name_plural
        first = next(iter(kind.offered_sections().values()))
        records, sections = self.fields["records"], self.fields["record_sections"]
        records.label = f"Give access to {many} they are part of?"
        records.choices = [(one.value, one.label) for one in self.goes_with]
        sections.label = f"What may they see of these {many}?"
        sections.choices = [(ALL, "Everything"), (FIRST, f"{first} only")]
        sections.initial = ALL
        if self.closing is None:
            self.offer_while_open(f"While the {name} is open")

    def receiving_teams(self):
        return [grantee.team for grantee in self.grantees]

    @property
    def chosen_records(self):
        """What goes with it and was ticked."""
        values = self.cleaned_data.get("records") or []
        return [one for one in self.goes_with if one.value in values]

    def sections_of_records(self):
        kind = type(self.goes_with[0].record)
        names = list(kind.offered_sections())
        return names[:1] if self.cleaned_data.get("record_sections") == FIRST else names

    @property
    def while_open(self):
        """Itself; or the one record that goes with it, and was ticked."""
        if self.closing is None and self.cleaned_data.get("how_long") == WHILE_OPEN:
            return next((one.record for one in self.chosen_records), None)
        return super().while_open

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how_long") == USUAL:  # now that the teams are known
            cleaned["until"] = self.usual_end()
        self._check_ends_with_one()
        if not cleaned.get("purpose") and "purpose" not in self.errors:
            self._same_reason_as_last_time(cleaned)
        return cleaned

    def _check_ends_with_one(self):
        """Access to the record itself can end with one case, not with several."""
        waits = self.closing is None and self.cleaned_data.get("how_long") == WHILE_OPEN
        if waits and len(self.chosen_records) != 1:
            kind = type(self.goes_with[0].record)._meta.verbose_name
            self.add_error("how_long", f"Tick one {kind}, or choose how long in another way")

    def _same_reason_as_last_time(self, cleaned):
        """Shown on the page that checks, before anything is given."""
        cleaned["purpose"] = self.usual.reason_for(self.receiving_teams())
        if cleaned["purpose"]:
            self.data["purpose"] = cleaned["purpose"]
        else:
            self.add_error("purpose", "Enter why they need access")

    def layout(self):
        sections, level, *others = self.terms()
        offered = ["records", "record_sections"] if self.goes_with else []
        return [Who(), sections, level, *offered, *others]

    def sections_left_out(self):
        offered = {name for name, _ in self.fields["sections"].choices}
        return offered - set(self.cleaned_data["sections"])


class GiveManyForm(GiveAccessForm):
    """One team or several named people, and the terms, for all records of a list."""

    one_team = True


class EndManyForm(GranteesMixin, EndAccessForm):
    """Whose access to all records of a list ends, and why."""

    submit = "Check before you end access"
    one_team = True
    ask_who = "Whose access ends?"

    def layout(self):
        return [Who(), "because"]
