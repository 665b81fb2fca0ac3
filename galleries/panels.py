"""What galleries show on other apps' pages."""

from django.urls import reverse

from agencies.models import Membership
from core import policy
from core.panels import WaitingLine, register
from core.wording import counted
from galleries.selectors import has_galleries, offers_to_answer, reviews_due


@register("navigation", order=26)
def galleries(request):
    """For those who see a gallery, or curate one."""
    if not request.user.practises or not (yield from has_galleries.steps(request.user)):
        return None
    return {"label": "Galleries", "url": reverse("galleries:list")}


@register("profiles.tabs", order=40)
def galleries_of_person(request, person, held):
    """The tab on a person's record. Without a number, like others of upper apps."""
    url = reverse("galleries:of-person", args=[person.uuid])
    return [{"name": "galleries", "label": "Galleries", "url": url, "order": 67}]


@register("agencies.administration", order=40)
def administration(user):
    """For administrators of a police force area."""
    if not user.has_role(Membership.Role.ADMINISTRATOR) or not policy.can(user, "gallery.make"):
        return None
    return {
        "key": "galleries",
        "label": "Galleries",
        "url": reverse("galleries-administration:list"),
        "about": "Who sees each gallery, and what its tiles show",
    }


@register("home.waiting", order=44)
def offers_on_home(request):
    """Offers of help to the reader's teams, by the gallery: nobody is named."""
    if not request.user.practises:
        return []
    found = yield from offers_to_answer.steps(request.user)
    return [
        WaitingLine(
            reverse("galleries:answer", args=[slug, entry, uuid]),
            made_at,
            "Answer an offer of help",
            f"About somebody on {title}.",
        )
        for uuid, made_at, slug, entry, title in found
    ]


@register("home.waiting", order=46)
def reviews_on_home(request):
    """Entries that are to be confirmed, for the curators of their galleries."""
    if not request.user.practises:
        return []
    found = yield from reviews_due.steps(request.user)
    return [
        WaitingLine(
            f"{reverse('galleries:gallery', args=[slug])}?order=review",
            since,
            f"Review {title}",
            f"{counted(number, 'entry is', 'entries are')} due for review.",
        )
        for slug, title, number, since in found
    ]
