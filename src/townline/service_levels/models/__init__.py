from townline.service_levels.models.clock import Clock
from townline.service_levels.models.clock_pause import ClockPause

__all__ = ["Clock", "ClockPause"]
