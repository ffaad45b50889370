from townline.complaints.queries.conduct import restriction, restrictions, restrictions_for, to_review
from townline.complaints.queries.figures import Figures, figures, publishable
from townline.complaints.queries.files import (
    complaint_of_event,
    complaints_done,
    complaints_to_handle,
    decisions_of,
    possible_handlers,
    private_complaint,
    timeline_of,
    token_of,
    told_to_customer,
    update_by_id,
    updates_of,
    visible_complaint,
    visible_complaints,
)
from townline.complaints.queries.praise import (
    praise_of_event,
    praise_to_answer,
    visible_praise,
    visible_praise_by_uuid,
)
from townline.complaints.queries.rules import rule_of, rules

__all__ = [
    "Figures",
    "complaint_of_event",
    "complaints_done",
    "complaints_to_handle",
    "decisions_of",
    "figures",
    "possible_handlers",
    "praise_of_event",
    "praise_to_answer",
    "private_complaint",
    "publishable",
    "restriction",
    "restrictions",
    "restrictions_for",
    "rule_of",
    "rules",
    "timeline_of",
    "to_review",
    "token_of",
    "told_to_customer",
    "update_by_id",
    "updates_of",
    "visible_complaint",
    "visible_complaints",
    "visible_praise",
    "visible_praise_by_uuid",
]
