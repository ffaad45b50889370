from townline.service_levels.models.clock import Clock, ClockKind, PauseReason

__all__ = ["Clock", "ClockKind", "PauseReason"]
