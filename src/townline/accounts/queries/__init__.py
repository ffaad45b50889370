from townline.accounts.queries.directory import (
    active_departments,
    active_teams,
    all_departments,
    all_teams,
    all_users,
    department_coded,
    members_of,
    memberships_of,
    team_coded,
    user_by_id,
)
from townline.accounts.queries.keys import api_key
from townline.accounts.queries.viewers import viewer_of

__all__ = [
    "active_departments", "active_teams", "all_departments", "all_teams", "all_users", "api_key", "department_coded",
    "members_of", "memberships_of", "team_coded", "user_by_id", "viewer_of",
]
