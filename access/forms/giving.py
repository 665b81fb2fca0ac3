"""Giving access: to one record, and to many at once; ending it on many."""

from access.forms.grantees import GranteesMixin, Who
from access.forms.terms import USUAL, EndAccessForm, TermsForm
from access.usual import Usual

NOTHING_USUAL = Usual()


class GiveAccessForm(GranteesMixin, TermsForm):
    """Who is given access, and the terms."""

    submit = "Check before you give access"

    def __init__(self, *args, usual=NOTHING_USUAL, **kwargs):
        super().__init__(*args, **kwargs)
        self.usual = usual
        self.fields["purpose"].required = False
        if usual.reasons:
            self.fields["purpose"].help_text = "Leave empty to give the reason of last time."

    def receiving_teams(self):
        return [grantee.team for grantee in self.grantees]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how_long") == USUAL:  # now that the teams are known
            cleaned["until"] = self.usual_end()
        if not cleaned.get("purpose") and "purpose" not in self.errors:
            self._same_reason_as_last_time(cleaned)
        return cleaned

    def _same_reason_as_last_time(self, cleaned):
        """Shown on the page that checks, before anything is given."""
        cleaned["purpose"] = self.usual.reason_for(self.receiving_teams())
        if cleaned["purpose"]:
            self.data["purpose"] = cleaned["purpose"]
        else:
            self.add_error("purpose", "Enter why they need access")

    def layout(self):
        return [Who(), *self.terms()]

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
