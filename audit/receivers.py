"""Records each page shown, and each refusal, as an event."""

from django.dispatch import receiver
from django.http import Http404

from audit.models import Event
from audit.services import record
from audit.verbs import Verb
from core.errors import OurFaultError
from core.signals import object_seen, request_refused


@receiver(object_seen, dispatch_uid="audit.seen")
def write_what_was_seen(
    sender,
    *,
    obj,
    by,
    action,
    section,
    subjects,
    operation,
    detail,
    channel="web",
    recipient="",
    **kwargs,
):
    """No audit, no answer: a failure here is a failure of the page."""
    if obj is None and not detail:
        detail = {"of": str(sender._meta.verbose_name_plural)}
    record(
        verb=f"{action}:{operation}",
        operation=Event.CONSULTATION,
        actor=by,
        target=obj,
        subjects=subjects,
        section=section,
        recipient=recipient,
        detail={"shown": operation, **detail},
        channel=channel,
    )


@receiver(request_refused, dispatch_uid="audit.refused")
def write_refusal(sender, *, request, exception, **kwargs):
    """What was asked for and refused, or failed; never whether it exists."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    match = request.resolver_match
    page = getattr(match.func, "view_class", None) if match else None
    record(
        verb=_what_happened(exception),
        operation=Event.REFUSAL,
        actor=user,
        detail={
            "page": match.view_name if match else "",
            "asked_for": {name: str(value)[:100] for name, value in match.kwargs.items()}
            if match
            else {},
            "method": request.method,
        },
        channel=getattr(page, "channel", "web"),
    )


def _what_happened(exception):
    if isinstance(exception, OurFaultError):
        return Verb.PAGE_FAILED
    return Verb.NOT_FOUND if isinstance(exception, Http404) else Verb.PAGE_REFUSED
