"""What each role may do. One table; the rooms above ask it and add what depends on the thing itself."""

from enum import StrEnum

from townline.accounts.models.role import Role


class Capability(StrEnum):
    USE_DESK = "use_desk"
    TAKE_REQUESTS = "take_requests"  # for a caller, at the counter
    SEE_ALL_REQUESTS = "see_all_requests"  # else: those of one's teams and department
    SEE_ENFORCEMENT = "see_enforcement"  # outside one's own teams
    SEE_CUSTOMERS = "see_customers"
    WORK_ON_REQUESTS = "work_on_requests"  # accept, decline, ask, complete, note
    ASSIGN = "assign"
    APPROVE = "approve"  # confirm a completion, reopen, release words
    SEND_MESSAGES = "send_messages"  # call-backs, letters, deliveries that failed
    CHANGE_SETTINGS = "change_settings"
    READ_SETTINGS = "read_settings"
    READ_LOG = "read_log"
    RECORD_CONTACTS = "record_contacts"  # calls, visits and mail that make no request
    STEWARD_CUSTOMERS = "steward_customers"  # duplicates: merge, undo
    KEEP_CONSENTS = "keep_consents"  # write down what a person agreed to, or took back
    KEEP_NOTICES = "keep_notices"  # the words of collection notices and consents
    SEE_READ_LOG = "see_read_log"  # who looked at whom
    REVIEW_BREAK_GLASS = "review_break_glass"
    SEE_SEALS = "see_seals"  # the seals over the event log, and whether it is as it was sealed
    KEEP_RETENTION = "keep_retention"  # how long each class is kept; legal holds
    SIGN_DISPOSAL = "sign_disposal"
    HANDLE_ACCESS_REQUESTS = "handle_access_requests"  # corrections too
    HANDLE_BREACHES = "handle_breaches"
    HANDLE_COMPLAINTS = "handle_complaints"  # never those about oneself
    DECIDE_COMPLAINTS = "decide_complaints"
    DECLARE_WEATHER = "declare_weather"  # that holds the clocks of work outside
    SEE_AGEING = "see_ageing"  # what is open, by its day: one's own, and that of the teams that one leads
    SEE_CITY_BOARD = "see_city_board"  # of the whole city
    COUNCIL_OFFICE = "council_office"  # the pages of councillors and their assistants, and nothing else
    ANSWER_COUNCIL = "answer_council"  # the questions of council offices
    KEEP_COUNCIL_RULES = "keep_council_rules"  # what council offices may see


_C = Capability
_EVERYBODY = {_C.USE_DESK}  # but council offices
_WORKER = _EVERYBODY | {
    _C.WORK_ON_REQUESTS,
    _C.SEE_CUSTOMERS,
    _C.SEND_MESSAGES,
    _C.ASSIGN,
    _C.RECORD_CONTACTS,
    _C.KEEP_CONSENTS,
    _C.SEE_AGEING,
}
_CSR = _EVERYBODY | {
    _C.TAKE_REQUESTS,
    _C.SEE_ALL_REQUESTS,
    _C.SEE_CUSTOMERS,
    _C.WORK_ON_REQUESTS,
    _C.ASSIGN,
    _C.SEND_MESSAGES,
    _C.RECORD_CONTACTS,
    _C.KEEP_CONSENTS,
    _C.SEE_AGEING,
}
_SUPERVISOR = _WORKER | {
    _C.TAKE_REQUESTS,
    _C.SEE_ALL_REQUESTS,
    _C.APPROVE,
    _C.STEWARD_CUSTOMERS,
    _C.REVIEW_BREAK_GLASS,
    _C.HANDLE_COMPLAINTS,
    _C.DECLARE_WEATHER,
}
_MANAGER = _SUPERVISOR | {
    _C.SEE_ENFORCEMENT,
    _C.READ_SETTINGS,
    _C.READ_LOG,
    _C.DECIDE_COMPLAINTS,
    _C.SEE_CITY_BOARD,
}

ROLE_CAPABILITIES: dict[str, frozenset[Capability]] = {
    Role.CSR: frozenset(_CSR),
    Role.WORKER: frozenset(_WORKER),
    Role.SUPERVISOR: frozenset(_SUPERVISOR),
    Role.MANAGER: frozenset(_MANAGER),
    Role.ADMINISTRATOR: frozenset(
        _EVERYBODY
        | {
            _C.CHANGE_SETTINGS,
            _C.READ_SETTINGS,
            _C.READ_LOG,
            _C.SEND_MESSAGES,
            _C.SEE_ALL_REQUESTS,
            _C.SEE_SEALS,
            _C.KEEP_COUNCIL_RULES,
            _C.SEE_AGEING,
            _C.SEE_CITY_BOARD,
            _C.DECLARE_WEATHER,
        }
    ),
    Role.AUDITOR: frozenset(
        _EVERYBODY
        | {
            _C.SEE_ALL_REQUESTS,
            _C.SEE_ENFORCEMENT,
            _C.READ_SETTINGS,
            _C.READ_LOG,
            _C.SEE_READ_LOG,
            _C.SEE_SEALS,
            _C.SEE_AGEING,
            _C.SEE_CITY_BOARD,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset(
        _EVERYBODY
        | {
            _C.SEE_CUSTOMERS,
            _C.KEEP_CONSENTS,
            _C.KEEP_NOTICES,
            _C.SEE_READ_LOG,
            _C.SEE_SEALS,
            _C.REVIEW_BREAK_GLASS,
            _C.HANDLE_ACCESS_REQUESTS,
            _C.HANDLE_BREACHES,
            _C.KEEP_COUNCIL_RULES,
        }
    ),
    Role.RECORDS_CLERK: frozenset(
        _EVERYBODY | {_C.KEEP_RETENTION, _C.SIGN_DISPOSAL, _C.HANDLE_ACCESS_REQUESTS, _C.HANDLE_BREACHES}
    ),
    # The law keeps a council office out of files about residents: it has pages of its own and no page of the desk.
    Role.COUNCILLOR: frozenset({_C.COUNCIL_OFFICE}),
    Role.COUNCIL_ASSISTANT: frozenset({_C.COUNCIL_OFFICE}),
    Role.LIAISON_OFFICER: frozenset(_EVERYBODY | {_C.SEE_ALL_REQUESTS, _C.ANSWER_COUNCIL}),
}
COUNCIL_ROLES = frozenset({Role.COUNCILLOR.value, Role.COUNCIL_ASSISTANT.value})


def role_may(*, role: str, capability: Capability) -> bool:
    return capability in ROLE_CAPABILITIES.get(role, frozenset())
