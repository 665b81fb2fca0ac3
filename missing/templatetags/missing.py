"""How the board shows a face and a level of risk."""

import functools

from django import template

from core.templatetags.components import component, risk_badge

register = template.Library()


@register.simple_tag
def card_face(card):
    """The photo of the record, which the reader sees."""
    return component("face", name=card.episode.name, photo=card.face, size="", described=True)


@register.simple_tag
def card_risk(card):
    """The level in words, on its badge."""
    risk = card.episode.risk
    return _badge(card.risk, risk.badge if risk else "none")


@functools.lru_cache(maxsize=100)
def _badge(words, badge):
    """There are few levels, and many cards."""
    return risk_badge(words, badge)
