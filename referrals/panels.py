"""What restorative justice shows on other apps' pages."""

from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import Membership
from core import policy
from core.panels import register
from referrals.rules import reads_register


@register("profiles.tabs", order=30)
def interventions_of_person(request, person, held):
    """The tab on a person's record. Without a number: it would be one more statement."""
    return [
        {
            "name": "rj",
            "label": "Restorative justice",
            "url": reverse("rj:of-person", args=[person.uuid]),
            "order": 65,
        }
    ]


@register("agencies.administration", order=30)
def arrangements(user):
    """For administrators of a police force area."""
    if not user.has_role(Membership.Role.ADMINISTRATOR) or not policy.can(user, "rj.arrange"):
        return None
    return {
        "key": "rj",
        "label": "Restorative justice",
        "url": reverse("rj-arrangements:list"),
        "about": "Who advises, who receives referrals, what is required",
    }


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
