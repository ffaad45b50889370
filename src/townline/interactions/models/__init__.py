from townline.interactions.models.handling import Handling
from townline.interactions.models.interaction import Interaction
from townline.interactions.models.matter import Matter

__all__ = ["Handling", "Interaction", "Matter"]
