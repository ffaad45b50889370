"""The catalogue in force, kept in the process until its stamp in the database changes."""

from townline.catalog.catalogue import Catalogue, GroupEntry, ServiceEntry
from townline.catalog.documents import read
from townline.catalog.models import Group, Service, Stamp
from townline.catalog.queries.city_targets import city_targets
from townline.core.kept import Kept
from townline.core.language import Text


def catalogue() -> Catalogue:
    """What is on offer now; another process's change is seen within `TOWNLINE_CACHE_SECONDS`."""
    return _kept.get()


def forget() -> None:
    """Look at the database again at the next call."""
    _kept.forget()


def _stamp() -> str:
    return str(Stamp.objects.values_list("value", flat=True).first() or "")


def _read() -> Catalogue:
    stamp = _stamp()
    groups = {group.pk: GroupEntry(group.code, group.name) for group in Group.objects.order_by("position", "name_en")}
    rows = Service.objects.filter(is_active=True).select_related("department", "team").order_by("name_en")
    entries = tuple(_entry(row, groups[row.group_id]) for row in rows)
    return Catalogue(
        stamp=stamp,
        services=entries,
        groups=tuple(groups.values()),
        by_code={entry.code: entry for entry in entries},
        by_id={entry.id: entry for entry in entries},
        city_targets=city_targets(),
    )


def _entry(row: Service, group: GroupEntry) -> ServiceEntry:
    return ServiceEntry(
        id=row.pk,
        number=row.number,
        definition=read(document=row.definition),
        group=group,
        department_id=row.department_id,
        department_code=row.department.code,
        department_name=Text(row.department.name_en, row.department.name_fr),
        department_phone=row.department.phone,
        team_id=row.team_id,
        changed_at=row.changed_at,
    )


_kept = Kept(read=_read, stamp=_stamp)
