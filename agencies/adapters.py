"""How allauth behaves here: nobody registers themselves, and every attempt is an event."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms

from agencies import attempts


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whose account an administrator made."""

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
