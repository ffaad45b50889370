from townline.interactions.models.interaction import Channel, Direction, Interaction, Purpose

__all__ = ["Channel", "Direction", "Interaction", "Purpose"]
