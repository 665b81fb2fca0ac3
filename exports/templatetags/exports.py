"""The way from a list to its file."""

from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.urls import reverse

from exports import kinds

register = template.Library()


@register.simple_tag(takes_context=True)
def export_link(context, kind, filters=None, of=None, words="Export this list", **more):
    """“Export this list”, with the filters of the page and what else the address says.

    Of one record, if it is given; in other words, where a page has more than one list.
    It hides from those for whom the list is not, and protects nothing.
    """
    if not kinds.kinds()[kind].is_for(context["request"].user):
        return ""
    args = [kind] if of is None else [kind, of.uuid]
    url = reverse("exports:ask" if of is None else "exports:ask-of", args=args)
    query = urlencode(more) if filters is None else filters.with_values(**more).removeprefix("?")
    address = f"{url}?{query}" if query else url
    return render_to_string("exports/_link.html", {"url": address, "words": words})
