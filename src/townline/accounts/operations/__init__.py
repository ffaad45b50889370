from townline.accounts.operations.keys import make_api_key, switch_api_key
from townline.accounts.operations.organisation import NameMissing, save_department, save_team
from townline.accounts.operations.people import (
    AbsenceRefused,
    UserRefused,
    leave,
    remove_absence,
    remember_preference,
    save_absence,
    save_user,
)

__all__ = [
    "AbsenceRefused", "NameMissing", "UserRefused", "leave", "make_api_key", "remember_preference", "remove_absence",
    "save_absence", "save_department", "save_team", "save_user", "switch_api_key",
]
