from townline.events.models.delivery import Delivery, DeliveryState
from townline.events.models.event import Event

__all__ = ["Delivery", "DeliveryState", "Event"]
