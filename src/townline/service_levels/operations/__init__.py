from townline.service_levels.operations.clocks import ClockMissing, pause, restart, resume, start, stop
from townline.service_levels.operations.history import PastClock, load_clocks
from townline.service_levels.operations.late import record_late

__all__ = ["ClockMissing", "PastClock", "load_clocks", "pause", "record_late", "restart", "resume", "start", "stop"]
