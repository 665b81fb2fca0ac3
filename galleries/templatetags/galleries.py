"""How pages of galleries show a tile's face and risk, and who made and answered an offer.

What each tile of a wall has is made by tags and no templates.
"""

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst

from core.dates import format_short_day, format_when
from core.templatetags.components import face_of, phone, risk_badge, tag
from core.wording import counted

register = template.Library()


@register.simple_tag
def tile_face(tile, size="m", eager=False):
    """The photo, where the gallery shows photos; nothing where it does not."""
    if not tile.entry.gallery.shows_photo:
        return ""
    return face_of(tile.name, tile.photo, size, described=True, eager=eager)


@register.simple_tag
def entry_risk(entry):
    """The level in words, on its badge."""
    return risk_badge(f"{entry.risk} risk", entry.risk.badge)


@register.simple_tag
def tile_state(entry):
    """The level; of those who have left, that they have."""
    return tag("Left the gallery") if entry.is_over else entry_risk(entry)


# ---- A whole tile -------------------------------------------------------------------------------
CARD = (
    '<li class="ecins-card ecins-card--{}"><div class="ecins-item">{}'
    '<div class="ecins-item__main"><h2 class="govuk-heading-s">'
    '<a class="govuk-link" href="{}">{}</a>{}</h2>{}</div></div>'
    '{}<div class="ecins-card__foot">{}</div></li>'
)
LINE = (
    '<li class="ecins-item ecins-item--wrap">{}<div class="ecins-item__main">'
    '<a class="govuk-link" href="{}"><b>{}</b></a>{} {} {}</div>'
    '<div class="ecins-item__do">{}</div></li>'
)


@register.simple_tag
def tile_card(tile):
    """A card of the wall, its edge in the colour of the level."""
    return format_html(CARD, tile.colour, *_parts(tile, "m"))


@register.simple_tag
def tile_line(tile):
    """A line of the list."""
    return format_html(LINE, *_parts(tile, "s"))


def _parts(tile, size):
    age = "" if tile.age is None else f", {tile.age}"
    state, words, foot = tile_state(tile.entry), tile_words(tile), tile_foot(tile)
    return tile_face(tile, size), tile.address, tile.name, age, state, words, foot


# ---- What a tile says ---------------------------------------------------------------------------
@register.simple_tag
def tile_words(tile):
    """Why they are here, whom to ring, and the review; or when they left, and why."""
    entry = tile.entry
    if entry.is_over:
        return format_html(
            '<p>{}</p><p class="ecins-quiet">Left {}: {}</p>',
            entry.reason,
            format_when(entry.left_at),
            str(entry.left_reason).lower(),
        )
    return format_html(
        '<p>{}</p><p>{}{}</p><p class="ecins-quiet">Added {} by {} · {}</p>',
        entry.reason,
        capfirst(tile.team),
        format_html(", {}", phone(tile.phone)) if tile.phone else "",
        tile.added,
        tile.added_by,
        _review(entry),
    )


def _review(entry):
    day = format_short_day(entry.review_on)
    if entry.is_late:
        return format_html('<span class="ecins-late">Review was due {}</span>', day)
    return f"Review on {day}"


# ---- What can be done from it -------------------------------------------------------------------
OFFER = (
    '<a class="govuk-button govuk-button--secondary govuk-button--small" href="{}" role="button">'
    'Offer help<span class="govuk-visually-hidden"> to {}</span></a>'
)
DO = (
    '<a class="govuk-link ecins-tile__do" href="{}">{}'
    '<span class="govuk-visually-hidden">{} {}</span></a>'
)


@register.simple_tag
def tile_foot(tile):
    """The offers that wait for the reader's team, or how many there are; and the ways on."""
    waiting = tile.entry.offers_waiting if tile.is_own else 0
    return format_html(
        "{}{}", _to_answer(tile, waiting) if waiting else _made(tile), _way_on(tile)
    )


def _to_answer(tile, waiting):
    answer = "Answer it" if waiting == 1 else "Answer them"
    link = format_html(DO, f"{tile.address}#offers", answer, ", about", tile.name)
    return format_html("<p><b>{}</b> to your team. {}</p>", _offers(waiting), link)


def _made(tile):
    offer = format_html(OFFER, tile.offer, tile.name) if tile.may_offer else ""
    return format_html(
        '<div class="ecins-split govuk-!-margin-bottom-0"><p>{}</p>{}</div>',
        _offers(tile.entry.offers_made),
        offer,
    )


def _offers(number):
    return counted(number, "offer of help", "offers of help") if number else "No offers yet"


def _way_on(tile):
    if tile.record:
        link = format_html(DO, tile.record, "The record", " of", tile.name)
    elif tile.ask:
        link = format_html(DO, tile.ask, "Ask for access", " to the record of", tile.name)
    else:
        return ""
    return format_html("<p>{}</p>", link)


# ---- Offers -------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def offerer(context, offer):
    """Who offers help, and for which team, as the reader may know them."""
    return context["names"].actor(offer.by, offer.by_team)


@register.simple_tag(takes_context=True)
def answerer(context, offer):
    """Who answered, and for which team, as the reader may know them."""
    return context["names"].actor(offer.answered_by, offer.answered_by_team)
