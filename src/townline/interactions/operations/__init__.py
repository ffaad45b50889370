from townline.interactions.operations.record import record

__all__ = ["record"]
