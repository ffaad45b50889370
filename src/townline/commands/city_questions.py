"""What `townline init` needs to know, each as an option and as a question."""

import argparse
import getpass
import sys
from dataclasses import dataclass
from urllib.parse import urlparse

from townline.commands.environment import CannotGoOn

PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")


@dataclass(frozen=True)
class Question:
    name: str
    words: str
    example: str = ""
    default: str | None = None  # None: must be answered
    is_secret: bool = False

    @property
    def option(self) -> str:
        return "--" + self.name.replace("_", "-")


QUESTIONS = (
    Question("city_en", "Name of the city in English", "City of Example"),
    Question("city_fr", "Name of the city in French", "Ville d’Exemple"),
    Question("site_url", "Public address of Townline", "https://311.city.example"),
    Question("admin_email", "E-mail of the first administrator", "first.last@city.example"),
    Question("admin_name", "Name of the first administrator", "First Last"),
    Question("from_email", "Sender of all messages", "City of Example <no-reply@city.example>"),
    Question("reply_to", "Mailbox that people read: customers will answer messages", "service@city.example"),
    Question("mail_host", "SMTP server that takes the city's mail", "smtp.city.example"),
    Question("mail_port", "its port", default="587"),
    Question("mail_user", "its user name, if it wants one", default=""),
    Question("mail_password", "its password, if it wants one", default="", is_secret=True),
    Question("time_zone", "Time zone", default="America/Toronto"),
    Question("province", "Province, in two letters: whose statutory holidays the city keeps", default="ON"),
    Question("database_url", "Address of a PostgreSQL server; empty for the embedded one", default=""),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    for question in QUESTIONS:
        example = f"; for example {question.example}" if question.example else ""
        default = f" (without it: {question.default or 'none'})" if question.default is not None else ""
        parser.add_argument(question.option, help=f"{question.words}{example}{default}")


def answers(arguments: argparse.Namespace) -> dict[str, str]:
    """Take the options; ask for the rest if somebody sits at the terminal, else say what is missing."""
    given = {question.name: getattr(arguments, question.name) for question in QUESTIONS}
    if sys.stdin.isatty() and not arguments.no_questions:
        given = {question.name: given[question.name] or _ask(question) for question in QUESTIONS}
    found = {question.name: (given[question.name] or question.default or "").strip() for question in QUESTIONS}
    gaps = [question for question in QUESTIONS if question.default is None and not found[question.name]]
    if gaps:
        lines = "\n".join(
            f"  {question.option:<16} {question.words}, for example {question.example}" for question in gaps
        )
        raise CannotGoOn(f"these are still needed:\n\n{lines}")
    return _checked(found)


def _ask(question: Question) -> str:
    hint = question.example if question.default is None else question.default
    prompt = f"{question.words}{f' [{hint}]' if hint else ''}: "
    while True:
        answer = (getpass.getpass(prompt) if question.is_secret else input(prompt)).strip()
        if answer or question.default is not None:
            return answer
        print("  This one is needed.")


def _checked(found: dict[str, str]) -> dict[str, str]:
    site = urlparse(found["site_url"])
    if site.scheme != "https" or not site.hostname:
        raise CannotGoOn(f"the public address must start with https:// and name a host, not “{found['site_url']}”.")
    for name in ("admin_email", "reply_to", "from_email"):
        if "@" not in found[name]:
            raise CannotGoOn(f"--{name.replace('_', '-')} must hold an e-mail address, not “{found[name]}”.")
    if not found["mail_port"].isdigit():
        raise CannotGoOn(f"--mail-port must be a number, not “{found['mail_port']}”.")
    found["province"] = found["province"].upper()
    if found["province"] not in PROVINCES:
        raise CannotGoOn(f"--province must be one of {', '.join(PROVINCES)}, not “{found['province']}”.")
    if any("\n" in value or '"' in value for value in found.values()):
        raise CannotGoOn("an answer holds a line break or a double quote; leave it out.")
    return {**found, "host": site.hostname}
