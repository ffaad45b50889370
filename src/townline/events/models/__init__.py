from townline.events.models.delivery import Delivery, DeliveryState
from townline.events.models.event import Event
from townline.events.models.seal import Seal
from townline.events.models.seal_mark import SealMark

__all__ = ["Delivery", "DeliveryState", "Event", "Seal", "SealMark"]
