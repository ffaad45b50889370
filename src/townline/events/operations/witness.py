"""The head of the chain, kept by somebody who cannot write to this database."""

from django.conf import settings
from django.core.mail import send_mail

from townline.events import queries


def mail_head() -> bool:
    """To `TOWNLINE_LOG_WITNESS`. False if no such address is set or nothing is sealed yet."""
    head = queries.head_of_log()
    if not settings.TOWNLINE_LOG_WITNESS or head is None:
        return False
    city = settings.TOWNLINE_CITY["en"]
    send_mail(
        subject=f"{city}: the event log up to {head.number}",
        message=(
            f"Keep this message. It proves later that the event log of {city} was not written anew.\n\n"
            f"Seal:   {head.number}\nSealed: {head.sealed_at:%Y-%m-%d %H:%M} UTC\nHead:   {head}\n\n"
            f"To compare:  townline verify-log --expect {head}\n"
        ),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[settings.TOWNLINE_LOG_WITNESS],
    )
    return True
