from townline.accounts.queries.directory import (
    absence_by_id,
    absences_of,
    active_departments,
    active_teams,
    all_departments,
    all_teams,
    all_users,
    department_by_id,
    department_coded,
    members_of,
    memberships_of,
    people_of_teams,
    role_choices,
    team_by_id,
    team_coded,
    teams_of,
    user_by_id,
)
from townline.accounts.queries.keys import all_api_keys, api_key, api_key_by_id
from townline.accounts.queries.second_factor import has_second_factor
from townline.accounts.queries.viewers import viewer_of

__all__ = [
    "absence_by_id", "absences_of", "active_departments", "active_teams", "all_api_keys", "all_departments", "all_teams",
    "all_users", "api_key", "api_key_by_id", "department_by_id", "department_coded", "has_second_factor", "members_of",
    "memberships_of", "people_of_teams", "role_choices", "team_by_id", "team_coded", "teams_of", "user_by_id", "viewer_of",
]
