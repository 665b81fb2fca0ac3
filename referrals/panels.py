"""What restorative justice shows on other apps' pages."""

from urllib.parse import urlencode

from django.urls import reverse

from core.panels import register
from referrals.rules import reads_register


@register("navigation", order=27)
def rj_register(request):
    if reads_register(request.user):
        return {"label": "RJ register", "url": reverse("rj:search")}
    return None


@register("search.elsewhere", order=20)
def search_of_register(words):
    """The way to look for the same words in the RJ register: whoever searches people reads one."""
    return (
        ("the RJ register", f"{reverse('rj:search')}?{urlencode({'q': words})}") if words else None
    )
