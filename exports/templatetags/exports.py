"""The way from a list to its file."""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def export_link(context, kind, filters=None, of=None, **more):
    """“Export this list”, with the filters of the page and what else the address says.

    Of one record, if it is given.
    It hides from those who do not practise, and protects nothing.
    """
    if not context["request"].user.practises:
        return ""
    args = [kind] if of is None else [kind, of.uuid]
    url = reverse("exports:ask" if of is None else "exports:ask-of", args=args)
    query = filters.with_values(**more).removeprefix("?") if filters is not None else ""
    return render_to_string("exports/_link.html", {"url": f"{url}?{query}" if query else url})
