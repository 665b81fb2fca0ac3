"""Where referrals and terms stand, and how long they wait, for every place that shows one."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.dates import day_of, format_short_day
from core.templatetags.components import tag
from core.wording import listed
from referrals.models import Intervention, Panel, Referral, Term
from referrals.standing import DONE, NOW, Stage, waited_in_words

register = template.Library()
State = Referral.State
COLOURS = {
    State.DRAFT: "grey",
    State.SUBMITTED: "blue",
    State.ASKED: "yellow",
    State.COMPLETED: "green",
    State.BROKEN: "red",
    State.WITHDRAWN: "grey",
    State.DECLINED: "red",
    State.CLOSED: "grey",
}
OF_TERMS = {Term.State.OPEN: "blue", Term.State.DONE: "green", Term.State.NOT_DONE: "red"}


@register.simple_tag
def referral_state(referral: Referral) -> SafeString:
    """Its state, in a word."""
    return tag(referral.get_state_display(), COLOURS.get(State(referral.state), "blue"))


@register.simple_tag
def term_tag(term: Term) -> SafeString:
    """Whether a term was kept."""
    return tag(term.get_state_display(), OF_TERMS[Term.State(term.state)])


@register.simple_tag
def stage_tag(stage: Stage) -> SafeString:
    """Whether a stage of the way is done."""
    return tag(stage.state, {DONE: "green", NOW: "blue"}.get(stage.state, "grey"))


@register.simple_tag
def waiting(referral: Referral) -> SafeString:
    """How long it has waited for an answer, standing out where that is too long.

    Of one that is under way, how long it is in its stage; of one that is over, when it ended.
    """
    if not referral.is_open:
        return format_html("{}", format_short_day(day_of(referral.moved_at)))
    how = "Waiting" if referral.is_undecided else "At this stage"
    words = f"{how} {waited_in_words(referral)}"
    late = '<span class="ecins-late">{}</span>' if referral.is_late else "{}"
    return format_html(late, words)


@register.simple_tag
def came(panel: Panel, entry: Intervention) -> str:
    """Who came to a panel, as the reader may know them."""
    there = {party.pk for party in panel.came.all()}
    return listed([one.name for one in entry.shown if one.party.pk in there])
