"""What somebody complains about or praises, as columns: who is meant, whose department it is."""

from typing import Any

from townline.accounts import queries as accounts
from townline.catalog import queries as catalog
from townline.complaints.permissions import searchable
from townline.complaints.values import About, Matter
from townline.core.errors import NotFound
from townline.service_requests import queries as service_requests


def columns_of(matter: Matter) -> dict[str, Any]:
    """The team of a request and the department of a service, a team or a person are found out. Raises NotFound."""
    person_id = matter.person_id or _named(matter.person_words)
    found: dict[str, Any] = {
        "about": _about(matter, person_id),
        "request": matter.request,
        "service_code": matter.service_code,
        "department_id": matter.department_id,
        "team_id": matter.team_id,
        "person_id": person_id,
        "person_words": matter.person_words.strip(),
        "person_search": searchable(matter.person_words),
    }
    if matter.request and not found["team_id"]:
        found["team_id"] = _team_of_request(matter)
    if found["team_id"]:
        found["department_id"] = accounts.team_by_id(team_id=found["team_id"]).department_id
    if person_id and not found["department_id"]:
        found["department_id"] = accounts.user_by_id(user_id=person_id).department_id
    if matter.service_code and not found["department_id"]:
        entry = catalog.catalogue().by_code.get(matter.service_code)
        found["department_id"] = entry.department_id if entry else None
    return found


def _about(matter: Matter, person_id: int | None) -> About:
    if person_id or matter.person_words.strip():
        return About.PERSON
    if matter.request:
        return About.REQUEST
    if matter.team_id:
        return About.TEAM
    if matter.service_code:
        return About.SERVICE
    return About.DEPARTMENT if matter.department_id else About.OTHER


def _named(words: str) -> int | None:
    """The one person of that name. Of two with the same name, or of none, a person says later who is meant."""
    sought = searchable(words)
    meant = [user.pk for user in accounts.all_users() if sought and searchable(user.name) == sought]
    return meant[0] if len(meant) == 1 else None


def _team_of_request(matter: Matter) -> int | None:
    try:
        request = service_requests.request_of_event(subject=matter.request) if matter.request else None
    except NotFound:
        return None
    return request.team_id if request else None
