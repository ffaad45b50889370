from townline.interactions.queries.contacts import (
    contacts_about,
    contacts_of,
    handled_about,
    visible_contact,
    visible_contacts,
)
from townline.interactions.queries.desk import (
    TeamShare,
    not_wrapped_up,
    open_contact_of,
    open_promises,
    own_contacts,
    shares_of_teams,
)
from townline.interactions.queries.figures import WeekOfContacts, contacts_by_week
from townline.interactions.queries.mail import cover_coded, mail_about, mail_filed, mail_item, mail_page, mail_to_sort
from townline.interactions.queries.notices import NoticeShown, notice_shown, notices_shown
from townline.interactions.queries.outreach import attempt_rule, one_outreach, outreach_to_do, quiet_hours_of
from townline.interactions.queries.timeline import promises_to, timeline_of
from townline.interactions.queries.transfers import (
    Context,
    context_of,
    token_of,
    transfer_by_token,
    transfer_of,
    transfers_to,
)

__all__ = [
    "Context",
    "NoticeShown",
    "TeamShare",
    "WeekOfContacts",
    "attempt_rule",
    "contacts_about",
    "contacts_by_week",
    "contacts_of",
    "context_of",
    "cover_coded",
    "handled_about",
    "mail_about",
    "mail_filed",
    "mail_item",
    "mail_page",
    "mail_to_sort",
    "not_wrapped_up",
    "notice_shown",
    "notices_shown",
    "one_outreach",
    "open_contact_of",
    "open_promises",
    "outreach_to_do",
    "own_contacts",
    "promises_to",
    "quiet_hours_of",
    "shares_of_teams",
    "timeline_of",
    "token_of",
    "transfer_by_token",
    "transfer_of",
    "transfers_to",
    "visible_contact",
    "visible_contacts",
]
