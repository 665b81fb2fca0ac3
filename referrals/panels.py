"""What restorative justice shows on other apps' pages."""

from django.urls import reverse

from agencies.models import Membership
from core import policy
from core.panels import register


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
