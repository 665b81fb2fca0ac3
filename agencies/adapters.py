"""How allauth behaves here: nobody registers themselves, and every attempt is an event."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from agencies import attempts, second_step_keys


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whose account an administrator made."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The user name or the password is not right. "
        "Enter both again.",
        "incorrect_password": "This is not your password. Enter it again.",
        "enter_current_password": "This is not your current password. Enter it again.",
        "incorrect_code": "This code is not right. Enter the one that your app shows now.",
        "same_as_current": "Enter a password that is not your current one.",
        "too_many_login_attempts": "Too many attempts. Try again in 15 minutes, "
        "or ring your administrator.",
        "rate_limited": "Too many attempts. Try again in 15 minutes, or ring your administrator.",
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Count before the password is looked at, whatever has become of the cache."""
        attempts.refuse_while_waiting(credentials.get("username", ""), self.get_client_ip(request))
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        attempts.remember_failure(credentials.get("username", ""), self.get_client_ip(request))

    def respond_user_inactive(self, request, user):
        address = self.get_client_ip(request)
        attempts.remember_failure(user.username, address, "The account is closed")
        return super().respond_user_inactive(request, user)


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step: named by the user name, and kept where it is required."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "A second step is required here, so it cannot be turned "
        "off. If you have a new phone, ring your administrator.",
        "cannot_generate_recovery_codes": "Set up the app first. Recovery codes only "
        "replace it when you do not have your phone.",
    }

    def encrypt(self, text):
        return second_step_keys.encrypt(text)

    def decrypt(self, encrypted_text):
        return second_step_keys.decrypt(encrypted_text)

    def get_totp_label(self, user):
        return user.username

    def can_delete_authenticator(self, authenticator):
        return not settings.MFA_REQUIRED
