from townline.service_requests.queries.ageing.behind import requests_behind
from townline.service_requests.queries.ageing.board import board_of, shares_of
from townline.service_requests.queries.ageing.levels import boards_of, people_shown
from townline.service_requests.queries.ageing.reasons import Reason, pauses_on
from townline.service_requests.queries.ageing.recount import COMPARED, Other, Recount, recount
from townline.service_requests.queries.ageing.spans import next_working_day

__all__ = [
    "COMPARED",
    "Other",
    "Reason",
    "Recount",
    "board_of",
    "boards_of",
    "next_working_day",
    "pauses_on",
    "people_shown",
    "recount",
    "requests_behind",
    "shares_of",
]
