"""The second step of sign-in: does a person have one?"""

from allauth.mfa.models import Authenticator


def has_second_step(user):
    """A one-time-code app is set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
