from townline.interactions.queries.contacts import contacts_about, contacts_of, visible_contact, visible_contacts
from townline.interactions.queries.desk import not_wrapped_up, open_contact_of, open_promises, own_contacts
from townline.interactions.queries.figures import WeekOfContacts, contacts_by_week
from townline.interactions.queries.notices import NoticeShown, notice_shown, notices_shown
from townline.interactions.queries.timeline import promises_to, timeline_of

__all__ = [
    "NoticeShown",
    "WeekOfContacts",
    "contacts_about",
    "contacts_by_week",
    "contacts_of",
    "not_wrapped_up",
    "notice_shown",
    "notices_shown",
    "open_contact_of",
    "open_promises",
    "own_contacts",
    "promises_to",
    "timeline_of",
    "visible_contact",
    "visible_contacts",
]
