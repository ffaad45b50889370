from townline.interactions.operations.record import document_of, record

__all__ = ["document_of", "record"]
