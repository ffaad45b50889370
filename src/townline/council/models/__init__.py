from townline.council.models.behalf import Behalf
from townline.council.models.disclosure import Disclosure
from townline.council.models.follow import Follow
from townline.council.models.inquiry import Inquiry, InquiryMessage
from townline.council.models.note import HandOver, Note, NoteReader
from townline.council.models.office import Office
from townline.council.models.rule import CouncilSettings, DisclosureRule

__all__ = [
    "Behalf",
    "CouncilSettings",
    "Disclosure",
    "DisclosureRule",
    "Follow",
    "HandOver",
    "Inquiry",
    "InquiryMessage",
    "Note",
    "NoteReader",
    "Office",
]
