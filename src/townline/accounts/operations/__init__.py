from townline.accounts.operations.absences import AbsenceRefused, remove_absence, save_absence
from townline.accounts.operations.keys import make_api_key, switch_api_key
from townline.accounts.operations.leave import StillInOffice, leave
from townline.accounts.operations.organisation import (
    CodeTaken,
    LeadIsNoMember,
    NameMissing,
    NotOfTheCity,
    save_department,
    save_team,
)
from townline.accounts.operations.passwords import LinkRefused, mail_password_link, password_link
from townline.accounts.operations.people import UserRefused, choose_language, remember_preference, save_user
from townline.accounts.operations.quota import count_call
from townline.accounts.operations.take_over import department_called, team_called
from townline.accounts.operations.terms import end_roles, set_role_until

__all__ = [
    "AbsenceRefused",
    "CodeTaken",
    "LeadIsNoMember",
    "LinkRefused",
    "NameMissing",
    "NotOfTheCity",
    "StillInOffice",
    "UserRefused",
    "choose_language",
    "count_call",
    "department_called",
    "end_roles",
    "leave",
    "mail_password_link",
    "make_api_key",
    "password_link",
    "remember_preference",
    "remove_absence",
    "save_absence",
    "save_department",
    "save_team",
    "save_user",
    "set_role_until",
    "switch_api_key",
    "team_called",
]
