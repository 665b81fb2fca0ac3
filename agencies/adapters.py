"""How allauth behaves here: nobody registers themselves, and every attempt is an event."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms

from agencies import attempts

OUR_WORDS = {
    "username_password_mismatch": "The user name or password is not right. Enter both again.",
    "account_inactive": "This account is closed. Ring the administrator of your area.",
    "too_many_login_attempts": attempts.WAIT,
    "enter_current_password": "Enter the password you have now",
    "incorrect_password": "This password is not right. Enter it again.",
    "incorrect_code": "This code is not right. Enter the newest one.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whose account an administrator made."""

    error_messages = DefaultAccountAdapter.error_messages | OUR_WORDS

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Count before the password is looked at, whatever has become of the cache."""
        super().pre_authenticate(request, **credentials)
        if attempts.too_many(credentials.get("username", ""), self.get_client_ip(request)):
            raise forms.ValidationError(attempts.WAIT)

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        attempts.remember_failure(credentials.get("username", ""), self.get_client_ip(request))
