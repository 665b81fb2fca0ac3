"""Giving access: to one record, and to many at once; ending it on many."""

from access.forms.grantees import GranteesMixin, Who
from access.forms.terms import EndAccessForm, TermsForm


class GiveAccessForm(GranteesMixin, TermsForm):
    """Who is given access, and the terms."""

    submit = "Check before you give access"

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
