from townline.routing.models.rule import Rule

__all__ = ["Rule"]
