from townline.interactions.models.interaction import Interaction

__all__ = ["Interaction"]
