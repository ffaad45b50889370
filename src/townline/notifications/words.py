"""Fill the words of a message."""

from dataclasses import dataclass
from datetime import datetime
from string import Formatter

from babel.dates import format_date
from django.utils.translation import gettext as _

from townline.core.errors import OperationRefused
from townline.core.kept import Kept
from townline.core.promised import last_day
from townline.notifications.builtin_texts import BODIES, PLACEHOLDERS, TITLES
from townline.notifications.models import MessageText
from townline.notifications.steps import Step

IN_TITLES = {"reference", "city"}


class TextRefused(OperationRefused):
    """A text has a placeholder that does not exist, or one that must not stand in a title."""


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    body: str


def words_for(*, step: Step, language: str) -> Words:
    """The city's own words, or those shipped."""
    return _own.get().get((step, language)) or shipped_words(step=step, language=language)


def shipped_words(*, step: Step, language: str) -> Words:
    return Words(TITLES[language][step], BODIES[language][step])


def _read_own() -> dict[tuple[str, str], Words]:
    rows = MessageText.objects.order_by("step", "language", "version")
    return {(row.step, row.language): Words(row.title, row.body) for row in rows}


_own = Kept(read=_read_own)


def check_words(words: Words) -> None:
    """Raises TextRefused with the name that is wrong."""
    for text, allowed in ((words.title, IN_TITLES), (words.body, set(PLACEHOLDERS))):
        try:
            # A format (`{link:>9999}`) or a conversion (`{link!r}`) belongs to the name and so is none that we know.
            names = {
                name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
                for _text, name, spec, conversion in Formatter().parse(text)
                if name is not None
            }
        except ValueError:
            raise TextRefused(_("A brace { is not closed. Write {{ for a brace that should be seen.")) from None
        unknown = sorted(names - allowed)
        if unknown:
            message = _("“{%(name)s}” cannot stand here. You may use: %(allowed)s.")
            listed = ", ".join("{" + name + "}" for name in sorted(allowed))
            raise TextRefused(message % {"name": unknown[0], "allowed": listed})
    if not words.title.strip() or not words.body.strip():
        raise TextRefused(_("Write a title and a text."))


def fill(*, words: Words, values: dict[str, str]) -> Words:
    """Empty values leave no gap of blank lines behind, and without a promise no line speaks of one."""
    lines = words.body.split("\n")
    body = "\n".join(line for line in lines if values.get("date") or "{date}" not in line).format_map(values)
    while "\n\n\n" in body:
        body = body.replace("\n\n\n", "\n\n")
    title = " ".join(words.title.format_map(values).split())
    return Words(title[:200], body.strip())


def day_in_words(moment: datetime | None, *, language: str) -> str:
    """`Friday 12 June`: the last day on which a promise is kept (midnight belongs to the day before)."""
    if moment is None:
        return ""
    return str(format_date(last_day(moment), format="EEEE d MMMM", locale=language))
