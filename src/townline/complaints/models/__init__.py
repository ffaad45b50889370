from townline.complaints.models.complaint import Complaint, Decision, Update
from townline.complaints.models.praise import Praise
from townline.complaints.models.restriction import Restriction
from townline.complaints.models.stage_rule import StageRule

__all__ = ["Complaint", "Decision", "Praise", "Restriction", "StageRule", "Update"]
