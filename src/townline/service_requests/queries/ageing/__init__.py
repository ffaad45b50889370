from townline.service_requests.queries.ageing.behind import requests_behind
from townline.service_requests.queries.ageing.board import board_of
from townline.service_requests.queries.ageing.levels import boards_of, people_shown
from townline.service_requests.queries.ageing.spans import next_working_day

__all__ = ["board_of", "boards_of", "next_working_day", "people_shown", "requests_behind"]
