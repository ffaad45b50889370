from townline.service_levels.operations.clocks import ClockMissing, pause, restart, resume, start, stop
from townline.service_levels.operations.late import record_late

__all__ = ["ClockMissing", "pause", "record_late", "restart", "resume", "start", "stop"]
