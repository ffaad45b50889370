from townline.catalog.operations.publish import publish, switch

__all__ = ["publish", "switch"]
