"""The columns that a person may choose."""

from django.utils.translation import gettext_lazy

COLUMNS = {
    "ward": gettext_lazy("Ward"),
    "team": gettext_lazy("Team"),
    "assignee": gettext_lazy("Person"),
    "state": gettext_lazy("State"),
    "channel": gettext_lazy("Channel"),
    "received": gettext_lazy("Received"),
}
USUAL_COLUMNS = ("state", "assignee", "received")


def columns_of(chosen: object) -> tuple[str, ...]:
    """The columns that the person chose, in our order; the usual ones until they choose."""
    if not isinstance(chosen, list):
        return USUAL_COLUMNS
    return tuple(name for name in COLUMNS if name in chosen)
