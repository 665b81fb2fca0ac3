"""Every component as one tag, and how pages say dates. Loaded in all templates.

Each tag has its template in `templates/components/`, whose first lines name its arguments; the
page `/components/` shows them all.
"""

import functools
import re

from django import template
from django.db.models import Model
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core import dates, panels
from core.filter_sets import AFTER, MORE
from core.problems import problems_of, problems_of_page
from core.tidy import folded

register = template.Library()


def component(name, /, **content):
    return SafeString(get_template(f"components/{name}.html").render(content).strip())


@functools.lru_cache(maxsize=100, typed=True)
def _frame(name, /, **content):
    """A small component that a list shows in each line, rendered once: values fill its places."""
    return component(name, **content)


# ---- The frame ------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def navigation(context, phone=False):
    """The menu, asked once a page though it stands there twice."""
    entries = context.render_context.get("navigation")
    if entries is None:
        entries = panels.navigation(context.get("request"))
        context.render_context["navigation"] = entries
    return component("menu" if phone else "navigation", entries=entries)


@register.simple_tag
def sub_navigation(label, items):
    return component("sub_navigation", label=label, items=items)


@register.simple_tag
def back_link(url, text="Back"):
    return component("back_link", url=url, text=text)


@register.simple_tag
def message_box(text, kind="information"):
    stock = kind if kind in ("success", "warning", "error") else "information"
    return component("message_box", text=text, kind=stock)


# ---- Forms ----------------------------------------------------------------------------------
@register.simple_tag
def error_summary(*forms):
    """What is wrong with some forms, each line a link to its field: for the gallery."""
    problems = [problem for form in forms if form for problem in problems_of(form)]
    return component("error_summary", problems=problems) if problems else ""


def _problems(context):
    """What is wrong with any form or filter of the page, asked once a page."""
    found = context.render_context.get("problems")
    if found is None:
        found = problems_of_page(context.flatten().values())
        context.render_context["problems"] = found
    return found


@register.simple_tag(takes_context=True)
def error_prefix(context):
    """The start of the page's title when a form came back: heard before anything else."""
    return "Error: " if _problems(context) else ""


@register.simple_tag(takes_context=True)
def page_errors(context):
    """What is wrong with the page, above its heading: `base.html` says it for every form."""
    problems = _problems(context)
    return component("error_summary", problems=problems) if problems else ""


@register.simple_tag
def filter_bar(filters, label="Filters", clear=""):
    """The filters of a list (core.filter_sets); `clear` is the address of the list without any."""
    return component("filter_bar", filters=filters, label=label, clear=clear)


@register.simple_tag
def filter_tags(items, clear=""):
    """Removable filters: pairs of words and address, or things with `text` and `remove`.

    `clear` is the address without any of them.
    """
    pairs = [item if isinstance(item, tuple) else (item.text, item.remove) for item in items]
    return component("filter_tags", items=pairs, clear=clear) if pairs else ""


# ---- Small pieces ---------------------------------------------------------------------------
@register.simple_tag
def tag(text, colour="grey"):
    return _tag(text if isinstance(text, str) else str(text), colour)


# Typed: what is safe to show as it is is never taken for what is not.
@functools.lru_cache(maxsize=1000, typed=True)
def _tag(text, colour):
    return component("tag", text=text, colour=colour)


@register.simple_tag
def risk_badge(text="Not assessed", badge="none"):
    return _risk_badge(text if isinstance(text, str) else str(text), badge or "none")


@functools.lru_cache(maxsize=1000, typed=True)
def _risk_badge(text, badge):
    return component("risk_badge", text=text, badge=badge)


@register.simple_tag
def phone(number):
    digits = "".join(sign for sign in str(number) if sign.isascii() and sign.isdigit())
    prefix = "+" if str(number).strip().startswith("+") else ""
    return format_html(_frame("phone", number="{0}", dial="{1}"), number, prefix + digits)


@register.simple_tag
def face(of="", size="", described=False):
    """The photo of a person's record, or its place where there is none; a case has no face."""
    if isinstance(of, Model) and not hasattr(of, "face_url"):
        return ""
    return face_of(of, getattr(of, "face_url", ""), size, described)


def face_of(name, photo, size="", described=False, eager=False):
    """The photo at this address, or its place. On paper it is there before the page is printed."""
    at = "{1}" if photo else ""
    frame = _frame("face", name="{0}", photo=at, size=size, described=described, eager=eager)
    return format_html(frame, name, photo)


@register.simple_tag
def button(text, url, kind="", small=False, about=""):
    """A link that looks like a button; `about` is read out after its words."""
    return component("button", text=text, url=url, kind=kind, small=small, about=about)


@register.simple_tag(takes_context=True)
def post_button(context, text, url, kind="secondary", about="", name="", value=""):
    """A button that changes something: a form of its own."""
    return component(
        "post_button",
        text=text,
        url=url,
        kind=kind,
        about=about,
        name=name,
        value=value,
        csrf_token=context.get("csrf_token"),
    )


@register.simple_tag
def summary_list(rows):
    return component("summary_list", rows=rows)


# ---- Blocks ---------------------------------------------------------------------------------
@register.simple_block_tag
def alert_box(content, title="", stub=False):
    return component("alert_box", inside=content, title=title, stub=stub)


@register.simple_block_tag
def empty_state(content, title=""):
    return component("empty_state", inside=content, title=title)


@register.simple_block_tag
def details(content, summary):
    return component("details", inside=content, summary=summary)


@register.simple_block_tag
def item(content, title, url="", aside="", late=False):
    return component("item", inside=content, title=title, url=url, aside=aside, late=late)


# ---- Tables and lists -----------------------------------------------------------------------
@register.simple_block_tag
def table(content, caption, *columns, hide_caption=False):
    """A table that stacks on a phone. A column is its title, or a sort heading."""
    return component(
        "table", inside=content, caption=caption, columns=columns, hide_caption=hide_caption
    )


@register.simple_block_tag
def row(content, stuck=False):
    return component("row", inside=content, stuck=stuck)


@register.simple_block_tag
def row_header(content):
    return component("row_header", inside=content)


@register.simple_block_tag
def cell(content, label="", figure=False):
    return component("cell", inside=content, label=label, figure=figure)


@register.simple_tag(takes_context=True)
def sort_header(context, key, text, default="name"):
    """A column’s heading that sorts by it; again, the other way round."""
    current = context["request"].GET.get("sort") or default
    way = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    query = context["request"].GET.copy()
    for name in (AFTER, MORE):
        query.pop(name, None)
    query["sort"] = f"-{key}" if way == "ascending" else key
    return component("sort_header", text=text, way=way, query=query.urlencode())


@register.simple_tag(takes_context=True)
def pagination(context, page, older="Next page", first="First page"):
    """Links to the next page and back to the first; the address keeps all else."""
    query = context["request"].GET.copy()
    for name in (AFTER, MORE):
        query.pop(name, None)
    start = query.urlencode()
    query[AFTER] = page.next_cursor or ""
    links = {
        "first": "" if page.is_first else f"?{start}",
        "next": f"?{query.urlencode()}" if page.next_cursor else "",
    }
    return component("pagination", links=links, words={"first": first, "next": older})


# ---- Words ----------------------------------------------------------------------------------
@register.filter
def when(value):
    """4 June 2026 at 9:32am; without the time where that is not known."""
    return dates.format_when(value) if value else ""


@register.filter
def day(value):
    """4 Jun 2026, for tables."""
    return dates.format_short_day(dates.day_of(value)) if value else ""


@register.filter
def clock(value):
    """9:32am."""
    return dates.format_clock(value) if value else ""


@register.filter
def born(value):
    """14 March 1991 (35)."""
    return dates.format_birth(value) if value else ""


@register.filter
def age(value):
    """Whole years since a birth date."""
    return dates.age(value) if value else ""


@register.filter
def near(value):
    """In 8 days, Today, 3 days ago."""
    return dates.format_distance(dates.day_of(value)) if value else ""


@register.filter
def due(value):
    """Overdue 2 days, Today, In 8 days."""
    return dates.format_due(dates.day_of(value)) if value else ""


@register.filter
def moment(value):
    """A date or time in words, with what machines read."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}">{}</time>', dates.for_machines(value), dates.format_when(value)
    )


# Letters of a word that is marked as a whole alone.
SHORT = 3


def _as_compared(sign):
    """The sign as it is compared: an apostrophe is nothing."""
    return folded(sign) or (" " if sign.isspace() else "")


def _marked(text, words, pattern):
    """The text with each place marked where the pattern, made of one word, fits."""
    wanted = [
        pattern(word).format(re.escape(word))
        for word in folded(str(words)).split()[:10]
        if len(word) > 1
    ]
    if not wanted:
        return text
    text = str(text)
    # Each sign as it is compared, and its place in the text.
    signs = [(plain, at) for at, sign in enumerate(text) for plain in _as_compared(sign)]
    parts, end = [], 0
    for match in re.finditer("|".join(wanted), "".join(plain for plain, _ in signs)):
        start, beyond = signs[match.start()][1], signs[match.end() - 1][1] + 1
        parts += [text[end:start], format_html("<mark>{}</mark>", text[start:beyond])]
        end = beyond
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


@register.filter
def found(text, words):
    """The text, with what was searched for marked wherever it stands: of a name, any part."""
    return _marked(text, words, lambda word: "{}")


@register.filter
def found_words(text, words):
    """As `found`, from where words begin; a short word must be one: no "the" in mother."""
    return _marked(text, words, lambda word: r"\b{}\b" if len(word) <= SHORT else r"\b{}")
