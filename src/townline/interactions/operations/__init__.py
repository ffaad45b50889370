from townline.interactions.operations.load import PastContact, load_contacts
from townline.interactions.operations.record import document_of, record

__all__ = ["PastContact", "document_of", "load_contacts", "record"]
