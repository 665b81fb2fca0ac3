"""Hears of sign-ins, sign-outs and changes to how one signs in: each is an event."""

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from agencies.verbs import Verb
from audit.models import Event
from audit.services import record


def _record(verb, user, reason=""):
    record(verb=verb, operation=Event.SIGN_IN, actor=user, target=user, reason=reason)


@receiver(user_logged_in, dispatch_uid="agencies.signed_in")
def signed_in(sender, request, user, **kwargs):
    _record(Verb.SIGNED_IN, user)


@receiver(user_logged_out, dispatch_uid="agencies.signed_out")
def signed_out(sender, request, user, **kwargs):
    if user is not None:
        _record(Verb.SIGNED_OUT, user, reason=getattr(request, "why_signed_out", ""))


@receiver(password_changed, dispatch_uid="agencies.password_changed")
def changed_password(sender, request, user, **kwargs):
    _record(Verb.PASSWORD_CHANGED, user)


# allauth's own signals come after the commit; an event is written with the act.
@receiver(post_save, sender=Authenticator, dispatch_uid="agencies.second_step_saved")
def saved_second_step(sender, instance, created, **kwargs):
    if created:
        is_app = instance.type == Authenticator.Type.TOTP
        _record(Verb.SECOND_STEP_ADDED if is_app else Verb.CODES_RENEWED, instance.user)


@receiver(post_delete, sender=Authenticator, dispatch_uid="agencies.second_step_removed")
def removed_second_step(sender, instance, **kwargs):
    if instance.type == Authenticator.Type.TOTP and not getattr(instance, "is_reset", False):
        _record(Verb.SECOND_STEP_REMOVED, instance.user)
