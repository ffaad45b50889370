from townline.accounts.operations.absences import AbsenceRefused, remove_absence, save_absence
from townline.accounts.operations.keys import make_api_key, switch_api_key
from townline.accounts.operations.organisation import NameMissing, save_department, save_team
from townline.accounts.operations.people import UserRefused, leave, remember_preference, save_user
from townline.accounts.operations.quota import count_call
from townline.accounts.operations.take_over import department_called, team_called

__all__ = [
    "AbsenceRefused",
    "NameMissing",
    "UserRefused",
    "count_call",
    "department_called",
    "leave",
    "make_api_key",
    "remember_preference",
    "remove_absence",
    "save_absence",
    "save_department",
    "save_team",
    "save_user",
    "switch_api_key",
    "team_called",
]
