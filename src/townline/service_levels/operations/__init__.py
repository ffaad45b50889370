from townline.service_levels.operations.business_calendars import CalendarRefused, save_calendar
from townline.service_levels.operations.clocks import ClockMissing, restart, start, stop
from townline.service_levels.operations.history import PastClock, load_clocks, take_over_clock
from townline.service_levels.operations.late import record_late
from townline.service_levels.operations.pauses import pause, resume, settle
from townline.service_levels.operations.recompute import recompute_due
from townline.service_levels.operations.renew import DayPast, recount, repromise, turn
from townline.service_levels.operations.take_up import take_up
from townline.service_levels.operations.weather import WeatherOver, WeatherRefused, declare_weather, end_weather

__all__ = [
    "CalendarRefused",
    "ClockMissing",
    "DayPast",
    "PastClock",
    "WeatherOver",
    "WeatherRefused",
    "declare_weather",
    "end_weather",
    "load_clocks",
    "pause",
    "recompute_due",
    "record_late",
    "recount",
    "repromise",
    "restart",
    "resume",
    "save_calendar",
    "settle",
    "start",
    "stop",
    "take_over_clock",
    "take_up",
    "turn",
]
