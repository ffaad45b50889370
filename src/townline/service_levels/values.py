"""The words of a promise."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from townline.core.promised import ClockKind, Promised, Unit

__all__ = ["HOLDS", "TELLING", "ClockKind", "Counted", "Ended", "PauseReason", "Promised", "Unit"]


class PauseReason(TextChoices):
    WAITING_FOR_CUSTOMER = "waiting_for_customer", _("Waiting for customer")
    WEATHER = "weather", _("Significant weather")
    OTHER_BODY = "other_body", _("Waiting for another body")


TELLING = frozenset({ClockKind.ACKNOWLEDGE, ClockKind.FIRST_CONTACT, ClockKind.KEEP_INFORMED})
"""Promises to a person: where nobody can be told, none is made."""

HOLDS = {
    # who was asked something has been contacted, and knows how far it is
    PauseReason.WAITING_FOR_CUSTOMER: frozenset(ClockKind) - {ClockKind.ACKNOWLEDGE},
    # a storm keeps crews from the work and nobody from saying so
    PauseReason.WEATHER: frozenset({ClockKind.RESOLUTION}),
    PauseReason.OTHER_BODY: frozenset({ClockKind.RESOLUTION}),
}
"""Which clocks stand still for which reason."""


class Ended(TextChoices):
    """How a clock came to its end."""

    MET = "met", _("done")
    REPLACED = "replaced", _("another promise took its place")
    DROPPED = "dropped", _("no longer needed")


class Counted(TextChoices):
    """Why a stretch of time counts or does not."""

    OPEN = "open", _("counts")
    CLOSED = "closed", _("does not count")
    PAUSED = "paused", _("paused")
