"""The parts of a service's document, as its page names them."""

TEXTS = ("name", "summary", "what_we_do", "when", "cost")
CHOICES = ("kind", "visibility", "group_code", "department_code", "team_code", "place")
NUMBERS = ("resolution_days", "priority", "minutes")
FLAGS = ("photos_allowed", "anonymous_allowed")
