from townline.service_levels.models.clock import Clock

__all__ = ["Clock"]
