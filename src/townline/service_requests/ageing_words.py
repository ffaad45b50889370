"""What the figures of the board of what is open are called, on its page and in the morning's mail."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from townline.service_requests.ageing import Line, What

WHAT_NAMES: dict[What, Promise] = {
    What.OPEN: gettext_lazy("Open"),
    What.LATER: gettext_lazy("Due later"),
    What.WEEK: gettext_lazy("Due in 3 to 7 days"),
    What.SOON: gettext_lazy("Due in 1 or 2 days"),
    What.TODAY: gettext_lazy("Due today"),
    What.LATE: gettext_lazy("Late"),
    What.LATE_5: gettext_lazy("Up to 5 days late"),
    What.LATE_20: gettext_lazy("6 to 20 days late"),
    What.LATE_MORE: gettext_lazy("More than 20 days late"),
    What.ASKED: gettext_lazy("Waiting for the customer"),
    What.PAUSED: gettext_lazy("No date now"),
    What.APPROVAL: gettext_lazy("Waiting for approval"),
    What.AT_RISK: gettext_lazy("At risk"),
    What.TOMORROW: gettext_lazy("Late by the end of the next working day"),
    What.UNTOLD: gettext_lazy("Customer not updated"),
    What.HALF: gettext_lazy("Up to a half used"),
    What.THREE_QUARTERS: gettext_lazy("A half to three quarters used"),
}


def message(total: Line) -> str:
    """What a board says in one or two sentences."""
    late, today, is_open = total.of(What.LATE), total.of(What.TODAY), total.of(What.OPEN)
    if not is_open:
        return _("Nothing is open.")
    if not late:
        said = ngettext("%(open)d request is open. None is late.", "%(open)d requests are open. None is late.", is_open)
    else:
        said = ngettext(
            "%(late)d of %(open)d open requests is late.", "%(late)d of %(open)d open requests are late.", late
        )
    words = said % {"late": late, "open": is_open}
    if not today:
        return words
    more = ngettext("%(count)d more is due today.", "%(count)d more are due today.", today) % {"count": today}
    return f"{words} {more}"
