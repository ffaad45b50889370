"""Services that only another system knows: one group for them, one plain definition each."""

import re
from datetime import datetime
from zlib import crc32

from townline.catalog.definitions import PlaceRule, ServiceDefinition
from townline.catalog.documents import write
from townline.catalog.models import Group, Service, ServiceVersion
from townline.catalog.operations.groups import save_group
from townline.catalog.operations.publish import publish
from townline.core.actor import Actor
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.core.words import plain

GROUP_CODE = "imported"
GROUP_NAME = Text("Imported", "Importé")
NOTE = "Imported"  # on the first version of such a service
LONGEST_CODE, LONGEST_NAME = 80, 160


def service_called(*, name: str, department_code: str, team_code: str, by: Actor, at: datetime) -> Service:
    """The service that was imported under this name, whatever it is called today; else a new public one."""
    name = name[:LONGEST_NAME]
    with transaction():
        first = ServiceVersion.objects.filter(number=1, note=NOTE, definition__name__en=name)
        known = first.select_related("service").order_by("id").first()
        if known:
            return known.service
        group = _group(by=by, at=at)
        definition = ServiceDefinition(
            code=_free_code(name),
            name=Text(name, name),
            summary=Text(f"Taken over from another system: {name}", f"Repris d’un autre système : {name}"),
            group_code=group.code,
            department_code=department_code,
            team_code=team_code,
            place=PlaceRule.OPTIONAL,
        )
        return publish(document=write(definition=definition), by=by, at=at, note=NOTE)


def _group(*, by: Actor, at: datetime) -> Group:
    values: dict[str, object] = {
        "code": GROUP_CODE,
        "name_en": GROUP_NAME.en,
        "name_fr": GROUP_NAME.fr,
        "position": 9_000,
    }
    return Group.objects.filter(code=GROUP_CODE).first() or save_group(group=Group(), values=values, by=by, at=at)


def _free_code(name: str) -> str:
    """The name's letters; a mark of the whole name is added where another service has that code."""
    code = re.sub(r"[^a-z0-9]+", "-", plain(name)).strip("-")[:LONGEST_CODE].strip("-") or "service"
    if not Service.objects.filter(code=code).exists():
        return code
    return f"{code[: LONGEST_CODE - 9].strip('-')}-{crc32(name.encode()):08x}"
