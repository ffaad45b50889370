from townline.service_levels.models.business_calendar import BusinessCalendar
from townline.service_levels.models.clock import Clock
from townline.service_levels.models.clock_pause import ClockPause
from townline.service_levels.models.weather_event import WeatherEvent

__all__ = ["BusinessCalendar", "Clock", "ClockPause", "WeatherEvent"]
