from townline.privacy.queries.consents import consent, consents_of, has_consent, holding
from townline.privacy.queries.notices import (
    current_notice,
    current_scopes,
    draft_of,
    drafted,
    forget,
    notice_coded,
    notices,
    scope_coded,
    shown_version,
    versions_of,
    words_of,
)

__all__ = [
    "consent",
    "consents_of",
    "current_notice",
    "current_scopes",
    "draft_of",
    "drafted",
    "forget",
    "has_consent",
    "holding",
    "notice_coded",
    "notices",
    "scope_coded",
    "shown_version",
    "versions_of",
    "words_of",
]
