"""How pages of galleries show a tile's face and risk, and who made and answered an offer."""

from django import template

from core.templatetags.components import component, risk_badge

register = template.Library()


@register.simple_tag
def tile_face(tile, size="m", eager=False):
    """The photo, where the gallery shows photos; nothing where it does not."""
    if not tile.entry.gallery.shows_photo:
        return ""
    shown = {"name": tile.name, "photo": tile.photo, "size": size}
    return component("face", **shown, described=True, eager=eager)


@register.simple_tag
def entry_risk(entry):
    """The level in words, on its badge."""
    return risk_badge(f"{entry.risk} risk", entry.risk.badge)


@register.simple_tag(takes_context=True)
def offerer(context, offer):
    """Who offers help, and for which team, as the reader may know them."""
    return context["names"].actor(offer.by, offer.by_team)


@register.simple_tag(takes_context=True)
def answerer(context, offer):
    """Who answered, and for which team, as the reader may know them."""
    return context["names"].actor(offer.answered_by, offer.answered_by_team)
