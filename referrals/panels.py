"""What restorative justice shows on other apps' pages."""

from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import Membership
from core import policy
from core.panels import register
from referrals.forms.search import RjSearchForm
from referrals.rules import reads_register
from referrals.selectors import entry_with_reference, open_on_home, referral_with_reference

# Of the open referrals, on Home.
MOST = 5


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
    """A link that searches the RJ register for the same words."""
    return (
        ("the RJ register", f"{reverse('rj:search')}?{urlencode({'q': words})}") if words else None
    )


@register("navigation", order=26)
def referrals(request):
    """Without a count: what waits for the reader is a task."""
    if not request.user.practises:
        return None
    return {"label": "Referrals", "url": reverse("referrals:list")}


@register("home", order=1)
def search_for_control_room(request):
    """What the control room is rung for; it leads to the register, which records each search."""
    if not request.user.is_in_control_room:
        return None
    form = RjSearchForm(asks_officer=True, needs_officer=True)
    return {"template": "referrals/_home_register.html", "form": form}


@register("home", order=8)
def open_referrals(request):
    """Where the reader's own stand, what their team has to answer, and how long each waits."""
    rows = yield from open_on_home.steps(request.user, MOST + 1)
    if not rows:
        return None
    return {
        "template": "referrals/_home.html",
        "title": "Open referrals",
        "referrals": rows[:MOST],
        "more": len(rows) > MOST,
    }


@register("search.reference", order=12)
def by_reference(user, reference):
    """The referral of this reference, if the reader sees it."""
    referral = referral_with_reference(user, reference)
    return referral and referral.get_absolute_url()


@register("search.reference", order=14)
def entry_by_reference(user, reference):
    """The entry of the RJ register with this reference, if the reader sees it."""
    entry = entry_with_reference(user, reference)
    return entry and reverse("rj:entry", args=[entry.uuid])
