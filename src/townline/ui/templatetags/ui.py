"""`{% load ui %}`: everything that a page needs beyond plain includes. See townline/ui/README.md."""

import datetime as dt
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from townline.core import reference
from townline.core.language import Text
from townline.ui import dates, fields, times

register = template.Library()
MARKS = {"calm": "circle", "accent": "half", "good": "check", "warn": "triangle", "bad": "diamond"}
SHAPES = {
    "done": '<path d="m7.5 12.5 3 3 6-6.5"/>',
    "now": '<circle class="tl-shape__dot" cx="12" cy="12" r="5"/>',
    "stopped": '<path d="m8.5 8.5 7 7m0-7-7 7"/>',
    "next": "",
}


def _now(context: Context) -> dt.datetime:
    site = context.get("site")
    return context.get("at") or getattr(site, "at", None) or timezone.now()


@register.simple_tag(takes_context=True)
def this_site(context: Context) -> object:
    """What `ui.context.page` says, also where a page brings a `site` of its own, or no context at all."""
    return context.get("this_site") or context.get("site") or ""


# -- forms ----------------------------------------------------------------------------------------
@register.simple_tag
def field(bound: BoundField, *, size: str = "", heading: bool = False, width: str = "") -> SafeString:
    """A whole form group. size: "", s, m or l; heading: the label is the page's h1; width: 2, 3, 4, 5, 10, 20 or 30 letters."""
    return fields.render_field(bound, size=size, heading=heading, width=str(width))


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, object]:  # forms of any page, or None
    return {"lines": fields.error_lines(*forms)}


@register.filter
def date_part(value: object, part: str) -> str:
    """One of the three boxes of a date field: day, month or year."""
    return dict(zip(("year", "month", "day"), dates.split(str(value or "")), strict=True))[part]


# -- shapes ---------------------------------------------------------------------------------------
@register.simple_tag
def icon(name: str, *, css: str = "") -> SafeString:
    return format_html(
        '<svg class="tl-icon{}" aria-hidden="true" viewBox="0 0 24 24"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        static("icons.svg"),
        name,
    )


@register.inclusion_tag("components/tag.html")
def tag(word: str, tone: str = "calm", *, shape: str = "", boxed: bool = False) -> dict[str, object]:
    return {"word": word, "tone": tone or "calm", "shape": shape or MARKS.get(tone, "circle"), "boxed": boxed}


@register.simple_tag
def step_shape(state: str) -> SafeString:
    return format_html(
        '<svg class="tl-track__shape tl-shape tl-shape--{}" aria-hidden="true" viewBox="0 0 24 24">'
        '<circle cx="12" cy="12" r="10"/>{}</svg>',
        state,
        mark_safe(SHAPES.get(state, "")),  # noqa: S308  # our own constant
    )


@register.inclusion_tag("components/progress.html")
def progress(step: int, of: int, name: str) -> dict[str, object]:
    return {"step": step, "of": of, "name": name, "line": [number < step for number in range(of)]}


# -- numbers and dates ----------------------------------------------------------------------------
@register.filter
def said(digits: object) -> str:
    """`418307265` as `418 307 265`, which never breaks over two lines."""
    return reference.said(str(digits)).replace(" ", times.NO_BREAK) if digits else ""


@register.simple_tag(takes_context=True)
def date_words(context: Context, moment: object) -> str | SafeString:
    """A date in words; words stay as they are."""
    if not isinstance(moment, dt.date):
        return str(moment)
    today = times.day_of(_now(context))
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), times.in_words(moment, today=today))


@register.simple_tag(takes_context=True)
def ago(context: Context, moment: dt.datetime) -> str | SafeString:
    return _time(moment, times.ago(moment, at=_now(context)), "ago") if moment else ""


@register.simple_tag(takes_context=True)
def due(context: Context, moment: dt.datetime) -> str | SafeString:
    return _time(moment, times.due(moment, at=_now(context)), "") if moment else ""


def _time(moment: times.Moment, words: str, kind: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}"{}>{}</time>',
        moment.isoformat(),
        times.exact(moment),
        mark_safe(f' data-time="{kind}"') if kind else "",  # noqa: S308  # our own constant
        words,
    )


# -- small filters --------------------------------------------------------------------------------
@register.filter
def localised(text: Text | None) -> str:
    """A text of both languages in the one of the page."""
    return text.in_(get_language() or "en") if text else ""


@register.filter
def is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


@register.filter
def at(sequence: list[object], index: int) -> object:
    return sequence[index] if 0 <= index < len(sequence) else ""
