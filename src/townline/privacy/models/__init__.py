from townline.privacy.models.consent import Consent, ConsentScope
from townline.privacy.models.notice import Notice
from townline.privacy.models.notice_version import NoticeVersion

__all__ = ["Consent", "ConsentScope", "Notice", "NoticeVersion"]
