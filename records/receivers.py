"""Keeps what somebody sent when their session had run out, so that it is there when they are back.

The session still says who they are, and the token that it was their own page; what is kept is
theirs alone, is no entry of any record, and shows only once they have signed in.
"""

import contextlib

from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied, ValidationError
from django.dispatch import receiver
from django.http import Http404
from django.middleware.csrf import CsrfViewMiddleware

from core.signals import session_ending
from records.forms_sent import WAITING, keep_late
from records.keeping import keep_sent
from records.models import LateForm


@receiver(session_ending, dispatch_uid="records.keep")
def keep_what_came_too_late(sender, *, request, **kwargs):
    """Kept only if it came from a page of ours, and could have been sent while signed in.

    Once: as a draft where the form has drafts, so that what shows is never older than the draft.
    """
    refused = CsrfViewMiddleware(lambda request: None).process_view(request, keep_sent, (), {})
    if refused is not None:
        return False
    with contextlib.suppress(Http404, PermissionDenied, ValidationError):
        if keep_sent(request) is not None:
            return True
    return keep_late(request, request.user)


@receiver(user_logged_in, dispatch_uid="records.came_back")
def say_that_a_form_waits(sender, request, user, **kwargs):
    """Pages with a form ask for what waits only in sessions that begin with it."""
    if LateForm.objects.filter(user=user).exists():
        request.session[WAITING] = True
