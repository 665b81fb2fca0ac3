"""Forms for those who look after teams and accounts."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils import timezone

from agencies.models import FOREVER, Agency, Membership, Team
from core.days import begin_of, end_of
from core.forms import Form, LenientDateField
from core.widgets import Autocomplete, Checkboxes, Radios, TextArea

PHONE = {
    "max_length": 30,
    "required": False,
    "label": "Telephone",
    "widget": forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}),
}


class DaysMixin(forms.Form):
    """From which day until which."""

    start = LenientDateField(label="First day", required=False, help_text="Leave empty for today")
    until = LenientDateField(
        label="Last day", ahead=True, required=False, help_text="Leave empty if it has no end date"
    )

    def clean_start(self):
        day = self.cleaned_data["start"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("The first day must be today or later.")
        return day

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("The last day must be today or later.")
        if day and day.year > timezone.localdate().year + 50:
            raise forms.ValidationError(
                "Enter a last day in the next 50 years, or leave it empty."
            )
        return day

    def days(self):
        """From and until as moments: the last day is over at its midnight."""
        start, until = self.cleaned_data.pop("start"), self.cleaned_data.pop("until")
        return {
            "valid_from": begin_of(start) if start and start > timezone.localdate() else None,
            "valid_until": end_of(until) if until else FOREVER,
        }


class RoleMixin(forms.Form):
    """A choice of the roles that may be given."""

    role = forms.ChoiceField(
        widget=Radios(
            hints={
                Membership.Role.PRACTITIONER: "Works with the team’s records",
                Membership.Role.MANAGER: "Also gives access and looks after the team’s people",
                Membership.Role.CONTROL_ROOM: "Only searches the restorative justice register",
                Membership.Role.ADMINISTRATOR: "Looks after the teams and people of the area",
                Membership.Role.AUDITOR: "Reads the log, not the records",
            }
        )
    )


def named(roles):
    """Roles as choices."""
    return [(role, Membership.Role(role).label) for role in roles]


class InviteForm(RoleMixin, DaysMixin, Form):
    """An account for a new colleague."""

    submit = "Send the invitation"

    name = forms.CharField(max_length=150, help_text="With rank or title, as colleagues say it")
    username = forms.CharField(
        label="User name",
        max_length=80,
        help_text="To sign in with, like officer.norfolk. It cannot be changed later.",
        validators=[
            UnicodeUsernameValidator(message="Use letters, digits and . - _ only, without spaces.")
        ],
    )
    email = forms.EmailField(
        label="E-mail address", max_length=254, help_text="The link goes there"
    )
    phone = forms.CharField(**PHONE)
    field_order = ("name", "username", "email", "phone", "role", "start", "until")

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = named(roles)


class AddMembershipForm(RoleMixin, DaysMixin, Form):
    """A role for someone who has an account."""

    submit = "Add to the team"

    username = forms.CharField(label="User name", max_length=80)
    field_order = ("username", "role", "start", "until")

    def __init__(self, *args, roles, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = named(roles)
        self.people = people

    def clean_username(self):
        person = self.people.filter(username__iexact=self.cleaned_data["username"]).first()
        if person is None:
            raise forms.ValidationError(
                "Nobody with an open account has this user name. Check it with them."
            )
        return person


class ChangeRoleForm(RoleMixin, Form):
    """Another role in the same team."""

    submit = "Change the role"

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = named(roles)


class ReasonForm(Form):
    """Why something ends."""

    reason = forms.CharField(label="Why?", max_length=500, widget=TextArea(rows=3))

    def __init__(self, *args, submit, **kwargs):
        self.submit = submit
        super().__init__(*args, **kwargs)


class LeaveForm(ReasonForm):
    """Why somebody leaves, and who takes over what they lead."""

    def __init__(self, *args, led, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.led = {f"{one.kind}-{one.team.pk}": one for one in led if one.pass_on}
        for name, one in self.led.items():
            self.fields[name] = forms.ModelChoiceField(
                people(one.team),
                label=f"Who takes over {one.words}?",
                required=False,
                empty_label="I will choose for each of them later",
                widget=Autocomplete,
            )

    def passed_on(self):
        """What is passed on, and to whom."""
        chosen = {name: self.cleaned_data.pop(name) for name in self.led}
        return [(self.led[name], to) for name, to in chosen.items() if to is not None]


class ConfirmForm(Form):
    """Nothing to say but yes."""

    def __init__(self, *args, submit, **kwargs):
        self.submit = submit
        super().__init__(*args, **kwargs)


class ConfirmAddressForm(ConfirmForm):
    """Yes to the address that the page shows."""

    shown = forms.CharField(required=False, max_length=254, widget=forms.HiddenInput)

    def __init__(self, *args, address, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["shown"].initial = address


class AccountForm(Form):
    """A colleague's name and how to reach them."""

    name = forms.CharField(max_length=150)
    email = forms.EmailField(label="E-mail address", max_length=254)
    phone = forms.CharField(**PHONE)


class AgencyForm(Form):
    """A new organisation."""

    submit = "Add the agency"

    name = forms.CharField(max_length=150)
    kind = forms.ChoiceField(choices=[("", ""), *Agency.Kind.choices])


class EditAgencyForm(Form):
    """What an organisation is called."""

    name = forms.CharField(max_length=150)
    kind = forms.ChoiceField(choices=[("", ""), *Agency.Kind.choices])


class ShapeMixin(forms.Form):
    """What a team is and where it works."""

    name = forms.CharField(max_length=150, help_text="The name other agencies would search for")
    agency = forms.ModelChoiceField(None)
    areas = forms.ModelMultipleChoiceField(None, label="Areas", widget=Checkboxes())
    is_discreet = forms.BooleanField(
        label="Discreet: leave the team out of the directory",
        required=False,
        help_text="For a refuge, say. Its members still find it.",
    )

    def offer(self, agencies, areas):
        """The choices, already scoped."""
        self.fields["agency"].queryset = agencies
        self.fields["areas"].queryset = areas


class NewTeamForm(ShapeMixin, Form):
    """A new team."""

    submit = "Add the team"

    phone = forms.CharField(**PHONE)
    email = forms.EmailField(label="E-mail address", required=False, max_length=254)
    field_order = ("name", "agency", "areas", "phone", "email", "is_discreet")

    def __init__(self, *args, agencies, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(agencies, areas)


class TeamForm(ShapeMixin, Form):
    """What a team is and where it works."""

    field_order = ("name", "agency", "areas", "is_discreet")

    def __init__(self, *args, of, agencies, areas, **kwargs):
        super().__init__(*args, of=of, **kwargs)
        self.offer(agencies, areas)
        if of.areas.exclude(pk__in=areas.values("pk")).exists():
            self.fields["areas"].required = False  # another administrator's areas stay

    def value_in_row(self, name):
        """Of the areas, those that are offered here."""
        value = super().value_in_row(name)
        if name != "areas":
            return value
        offered = set(self.fields["areas"].queryset)
        return [area for area in value if area in offered]


class TeamContactForm(Form):
    """How a team is reached, and who in it gives access."""

    phone = forms.CharField(**PHONE)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        max_length=254,
        help_text="A shared mailbox, if there is one",
    )
    contact_point = forms.ModelChoiceField(
        None, label="Single point of contact", required=False, empty_label="Nobody"
    )
    gives_access = forms.ChoiceField(
        label="Who gives access to the team’s records?",
        choices=Team.GivesAccess.choices,
        widget=Radios(),
    )

    def __init__(self, *args, of, **kwargs):
        super().__init__(*args, of=of, **kwargs)
        self.fields["contact_point"].queryset = of.people()


class ChoosePasswordForm(Form):
    """A password for a new account, twice."""

    submit = "Save the password"

    password = forms.CharField(
        max_length=128,
        strip=False,
        help_text="At least 15 characters. Four random words are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self):
        first, second = self.cleaned_data.get("password"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", "Enter the same password again: the two differ.")
