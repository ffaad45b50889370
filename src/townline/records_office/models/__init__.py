from townline.records_office.models.access_request import AccessRecord, AccessRequest
from townline.records_office.models.breach import AffectedPerson, BreachFile
from townline.records_office.models.correction import CorrectionRequest
from townline.records_office.models.disposal_item import DisposalItem
from townline.records_office.models.disposal_list import DisposalList
from townline.records_office.models.legal_hold import LegalHold
from townline.records_office.models.place_reached import PlaceReached
from townline.records_office.models.retention_rule import RetentionRule

__all__ = [
    "AccessRecord",
    "AccessRequest",
    "AffectedPerson",
    "BreachFile",
    "CorrectionRequest",
    "DisposalItem",
    "DisposalList",
    "LegalHold",
    "PlaceReached",
    "RetentionRule",
]
