"""Mails in the catcher's folder, the latest first. The HTML part is shown as text: nothing in it runs or loads."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.utils.html import strip_tags

NAME = re.compile(r"[0-9]{20}-[0-9a-f]{8}")
SHOWN = (
    "From",
    "To",
    "Subject",
    "Date",
    "Reply-To",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "List-Unsubscribe",
)
LINK = re.compile(r'href="([^"]+)"')


@dataclass(frozen=True, slots=True)
class MailView:
    name: str
    at: datetime
    to: str
    subject: str
    headers: list[tuple[str, str]]
    text: str
    html: str
    links: list[str]


def caught(folder: Path, *, words: str, most: int) -> list[MailView]:
    """The latest ones; with words, those of the latest thousand in which the words stand."""
    paths = (
        sorted((path for path in folder.glob("*.eml") if NAME.fullmatch(path.stem)), reverse=True)
        if folder.is_dir()
        else []
    )
    if not words.strip():
        return [_view(path) for path in paths[:most]]
    wanted = words.casefold().split()
    found = (_view(path) for path in paths[:1000])
    return [
        mail for mail in found if all(word in f"{mail.to} {mail.subject} {mail.text}".casefold() for word in wanted)
    ][:most]


def mail_named(folder: Path, name: str) -> MailView | None:
    path = folder / f"{name}.eml"
    return _view(path) if NAME.fullmatch(name) and path.is_file() else None


def _view(path: Path) -> MailView:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    text, html = _part(mail, "plain"), _part(mail, "html")
    return MailView(
        name=path.stem,
        at=datetime.fromtimestamp(int(path.stem[:20]) / 1_000_000_000, tz=UTC),
        to=str(mail.get("X-Envelope-To") or mail.get("To") or ""),
        subject=str(mail.get("Subject", "")),
        headers=[(name, str(mail[name])) for name in SHOWN if mail.get(name)],
        text=text,
        html="\n".join(line.strip() for line in strip_tags(html).splitlines() if line.strip()),
        links=[link for link in dict.fromkeys(LINK.findall(html)) if link.startswith(("http://", "https://"))],
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body(preferencelist=(kind,))
    try:
        return str(part.get_content()) if part else ""
    except (LookupError, ValueError):
        return ""
