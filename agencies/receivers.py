"""Hears of sign-ins and sign-outs: each is an event."""

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from audit.models import Event
from audit.services import record


@receiver(user_logged_in, dispatch_uid="agencies.signed_in")
def signed_in(sender, request, user, **kwargs):
    record(verb="account.signed_in", operation=Event.SIGN_IN, actor=user, target=user)


@receiver(user_logged_out, dispatch_uid="agencies.signed_out")
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        record(verb="account.signed_out", operation=Event.SIGN_IN, actor=user, target=user)
