"""How allauth behaves here: nobody registers themselves."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whose account an administrator made."""

    def is_open_for_signup(self, request):
        return False
