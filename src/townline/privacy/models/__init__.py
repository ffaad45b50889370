from townline.privacy.models.break_glass import BreakGlass
from townline.privacy.models.consent import Consent, ConsentScope
from townline.privacy.models.monitoring_policy import MonitoringPolicy
from townline.privacy.models.notice import Notice
from townline.privacy.models.notice_version import NoticeVersion
from townline.privacy.models.read_entry import ReadEntry

__all__ = [
    "BreakGlass",
    "Consent",
    "ConsentScope",
    "MonitoringPolicy",
    "Notice",
    "NoticeVersion",
    "ReadEntry",
]
