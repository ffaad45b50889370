"""Hours in which somebody wants no call. Pure values, in the time of the city."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def is_quiet(moment: datetime, *, quiet_from: time | None, quiet_until: time | None) -> bool:
    """From the first up to the second; over midnight where the first is later."""
    if quiet_from is None or quiet_until is None:
        return False
    clock = timezone.localtime(moment).time()
    if quiet_from < quiet_until:
        return quiet_from <= clock < quiet_until
    return clock >= quiet_from or clock < quiet_until


def after_quiet(moment: datetime, *, quiet_from: time | None, quiet_until: time | None) -> datetime:
    """The moment itself, or the end of the quiet hours in which it lies."""
    if quiet_until is None or not is_quiet(moment, quiet_from=quiet_from, quiet_until=quiet_until):
        return moment
    local = timezone.localtime(moment)
    day = local.date() if local.time() < quiet_until else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet_until, tzinfo=timezone.get_current_timezone()).astimezone(moment.tzinfo)
