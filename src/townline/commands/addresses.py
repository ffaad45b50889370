"""What `townline run` says when it is up."""

import os

from townline.commands import ports
from townline.commands.prepare_note import NOTE_LOADED, read_note


def told() -> str:
    site = os.environ.get("TOWNLINE_SITE_URL") or f"http://{_shown_host()}:{ports.pages_port()}"
    lines = [
        "",
        "Townline is running.",
        "",
        f"  Residents   {site}/   (French: {site}/fr/)",
        f"  Staff       {site}/desk/",
        f"  Open311     {site}/open311/discovery.xml",
        *_mail_line(site),
        *_sign_ins(),
        "",
        "Ctrl-C ends it. Nothing is lost.",
    ]
    return "\n".join(lines)


def _shown_host() -> str:
    host = ports.reachable_host()
    return "localhost" if host in {"127.0.0.1", "::1"} else host


def _mail_line(site: str) -> list[str]:
    if os.environ.get("TOWNLINE_TRAINING") == "1":
        return ["", "  This is a training copy: it mails nobody."]
    if os.environ.get("TOWNLINE_MAIL_CATCHER") == "1":
        return [f"  Sent mail   {site}/desk/sent-mail   (nothing leaves this machine)"]
    return []


def _sign_ins() -> list[str]:
    if read_note() != NOTE_LOADED:
        return []
    try:
        from townline.commands.sample_city.sign_ins import COUNCIL_SIGN_INS, PASSWORD, SIGN_INS  # slow import
    except ImportError:
        return []
    known = (*SIGN_INS, *COUNCIL_SIGN_INS)
    width = max(len(email) for _, email in known)
    accounts = [f"    {email:<{width}}  {role}" for role, email in known]
    return ["", f"  Sign in as one of these, password {PASSWORD}", *accounts]
