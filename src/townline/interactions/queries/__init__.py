from townline.interactions.queries.contacts import contacts_about, contacts_of, visible_contact, visible_contacts
from townline.interactions.queries.timeline import timeline_of

__all__ = ["contacts_about", "contacts_of", "timeline_of", "visible_contact", "visible_contacts"]
