"""Forms of sign-in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms

from agencies import attempts
from core.forms import Form, FormBase


class SignInForm(FormBase, LoginForm):
    """User name and password; nothing is remembered on a shared desk."""

    submit = "Sign in"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relabel(login="User name")
        self.fields["login"].error_messages["required"] = "Enter your user name"
        self.fields["password"].error_messages["required"] = "Enter your password"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def layout(self):
        return ["login", "password"]


class PasswordForm(FormBase, ChangePasswordForm):
    """A new password, after the old one."""

    submit = "Change password"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relabel(
            oldpassword="Current password",
            password1="New password",
            password2="New password again",
        )
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["password1"].help_text = "At least 15 characters. Four random words are good."


class ConfirmPasswordForm(FormBase, ReauthenticateForm):
    """The password once more, before a change to how one signs in."""

    submit = "Go on"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].error_messages["required"] = "Enter your password"


class LimitedCode:
    """A wrong code counts like a wrong password and a right one works once, without the cache."""

    def clean_code(self):
        adapter = get_adapter()
        username, address = self.user.username, adapter.get_client_ip(context.request)
        attempts.one_at_a_time(self.user)
        attempts.refuse_while_waiting(username, address)
        try:
            code = super().clean_code()
            if not attempts.use_up(self.user, code):
                raise adapter.validation_error("incorrect_code")
            return code
        except forms.ValidationError:
            attempts.remember_failure(username, address, "Wrong code")
            raise


class CodeForm(LimitedCode, FormBase, AuthenticateForm):
    """The code from the app, or a recovery code."""

    submit = "Go on"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relabel(code="Code")
        prepare_code(self.fields["code"])


class ConfirmCodeForm(LimitedCode, FormBase, MfaReauthenticateForm):
    """The code once more, before a change to how one signs in."""

    submit = "Go on"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relabel(code="Code")
        prepare_code(self.fields["code"])


class SetUpAppForm(FormBase, ActivateTOTPForm):
    """The first code from a new app."""

    submit = "Turn on"

    @property
    def key(self):
        """The secret in fours, to be typed from the screen."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.relabel(code="Code")
        prepare_code(self.fields["code"])


class RemoveAppForm(FormBase, DeactivateTOTPForm):
    """No more second step."""

    submit = "Turn off"


class NewRecoveryCodesForm(FormBase, GenerateRecoveryCodesForm):
    """New recovery codes; the old ones stop working."""

    submit = "Make new codes"


def prepare_code(field):
    """One field for six digits: number pad, and filled in by the phone where it can."""
    field.help_text = "6 digits from your app, or one of your recovery codes"
    field.error_messages["required"] = "Enter the code"
    field.widget.attrs = {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "class": "govuk-input--width-10",
    }


class ActingTeamForm(Form):
    """In which team one acts."""

    submit = "Work in this team"

    membership = forms.ModelChoiceField(None, label="Team", empty_label=None)

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships
        self.fields["membership"].label_from_instance = lambda membership: (
            f"{membership.team}: {membership.get_role_display().lower()}"
        )
