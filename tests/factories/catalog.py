from typing import Any

from tests.factories.accounts import TeamFactory
from tests.factories.clock import NOON
from townline.catalog import operations as catalog
from townline.catalog.models import Group, Service
from townline.core.actor import SYSTEM

POTHOLE: dict[str, Any] = {
    "code": "pothole",
    "name": {"en": "Pothole", "fr": "Nid-de-poule"},
    "summary": {"en": "We fill holes in the road.", "fr": "Nous bouchons les trous dans la chaussée."},
    "group_code": "streets",
    "department_code": "roads",
    "team_code": "potholes",
    "resolution_days": 5,
    "questions": [
        {
            "code": "size",
            "datatype": "singlevaluelist",
            "label": {"en": "How large is it?", "fr": "Quelle est sa taille?"},
            "choices": [
                {"key": "small", "name": {"en": "A plate", "fr": "Une assiette"}},
                {"key": "large", "name": {"en": "A table", "fr": "Une table"}},
                {
                    "key": "car",
                    "name": {"en": "A car is in it", "fr": "Une voiture y est tombée"},
                    "stop": {"en": "Call 911 now.", "fr": "Composez le 911."},
                },
            ],
        }
    ],
}


def publish_service(**changes: Any) -> Service:
    """The pothole service with these fields changed; its group, department and team come along."""
    team = TeamFactory()
    Group.objects.get_or_create(code="streets", defaults={"name_en": "Streets", "name_fr": "Rues"})
    document = {**POTHOLE, "department_code": team.department.code, "team_code": team.code, **changes}
    return catalog.publish(document=document, by=SYSTEM, at=NOON)
