"""What the caller is told about why the city writes this down, and which words they were."""

from collections.abc import Mapping
from dataclasses import dataclass

from townline.core.language import Text
from townline.interactions.values import Channel
from townline.privacy import queries as privacy
from townline.privacy.shipped import COUNTER, DESK_INTAKE

SAID = "notice_said"


@dataclass(frozen=True, slots=True)
class ToSay:
    """`field` carries the number of the words that stood on the page."""

    field: str
    version_id: int
    name: Text
    text: Text
    contact: Text


def to_say() -> list[ToSay]:
    """The script of the telephone, then the notice of the counter; nothing of what is not published."""
    found = [privacy.current_notice(code=code) for code in (DESK_INTAKE, COUNTER)]
    return [
        ToSay(_field(notice.code), notice.version_id, notice.name, notice.words.text, notice.words.contact)
        for notice in found
        if notice
    ]


def said_version(*, data: Mapping[str, str], channel: str) -> int | None:
    """The number of the words that the person heard or read; nothing unless staff say that they did."""
    if not data.get(SAID):
        return None
    code = COUNTER if channel == Channel.COUNTER else DESK_INTAKE
    notice = privacy.notice_seen(code=code, said=data.get(_field(code), ""))
    return notice.version_id if notice else None


def _field(code: str) -> str:
    return f"notice_{code}"
