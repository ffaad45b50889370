"""Count business time towards the past: when is it one business day before something is due? Pure values."""

from datetime import datetime, timedelta

from townline.service_levels.business_time import FARTHEST, ONE_DAY, NoBusinessDays, Ruler
from townline.service_levels.local_time import wall


def before(*, ruler: Ruler, end: datetime, amount: timedelta) -> datetime:
    """The last moment from which so much is left until `end`. Raises NoBusinessDays."""
    mark, left = ruler.mark(end), amount
    day = wall(moment=end, zone=ruler.calendar.zone).date() + ONE_DAY
    for _day in range(FARTHEST):
        for stretch in reversed(list(ruler.on(day))):
            length = min(stretch.end, mark) - stretch.begin
            if length >= left:
                return ruler.moment(min(stretch.end, mark) - left)
            left -= max(length, timedelta(0))
        day -= ONE_DAY
    raise NoBusinessDays
