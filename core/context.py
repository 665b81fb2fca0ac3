"""What every page's frame needs."""

from django.conf import settings


def site(request):
    """Marking and idle limit; the marking is plain OFFICIAL before sign-in."""
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {
        "marking": settings.MARKING if signed_in else "OFFICIAL",
        "idle_minutes": settings.SESSION_IDLE_MINUTES,
    }
