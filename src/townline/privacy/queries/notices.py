"""The notices in force, kept in the process until one is published; and all their versions."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from django.db.models import Count, Max, QuerySet

from townline.core.errors import NotFound
from townline.core.kept import Kept
from townline.core.language import Text
from townline.privacy.models import ConsentScope, Notice, NoticeVersion
from townline.privacy.values import CurrentNotice, NoticeWords, Place, Scope


def current_notice(*, code: str) -> CurrentNotice | None:
    """What stands on that form now; nothing before its first version is published."""
    return _kept.get()[0].get(code)


def current_scopes() -> tuple[Scope, ...]:
    """What people may be asked to agree to, with its words."""
    return tuple(scope for scope in _kept.get()[1].values() if scope.is_active)


def scope_coded(*, code: str) -> Scope:
    """Raises NotFound."""
    scope = _kept.get()[1].get(code)
    if scope is None:
        raise NotFound
    return scope


def scopes() -> QuerySet[ConsentScope]:
    """Also those that nobody is asked for any more."""
    return ConsentScope.objects.select_related("notice").order_by("name_en")


def scope_row(*, code: str) -> ConsentScope:
    """Raises NotFound."""
    row = scopes().filter(code=code).first()
    if row is None:
        raise NotFound
    return row


def forget() -> None:
    """Look at the database again at the next call."""
    _kept.forget()


def notices(*, places: Iterable[str] = tuple(Place)) -> QuerySet[Notice]:
    return Notice.objects.filter(place__in=places).order_by("place", "name_en")


def notice_coded(*, code: str) -> Notice:
    """Raises NotFound."""
    notice = Notice.objects.filter(code=code).first()
    if notice is None:
        raise NotFound
    return notice


def versions_of(*, notice: Notice) -> QuerySet[NoticeVersion]:
    """What was published, the newest first."""
    return NoticeVersion.objects.filter(notice=notice, published_at__isnull=False).order_by("-number")


def draft_of(*, notice: Notice) -> NoticeVersion | None:
    return NoticeVersion.objects.filter(notice=notice, published_at__isnull=True).first()


def drafted() -> frozenset[int]:
    """The notices that somebody is writing on."""
    return frozenset(NoticeVersion.objects.filter(published_at__isnull=True).values_list("notice_id", flat=True))


def shown_version(*, version_id: int) -> CurrentNotice:
    """The words that a person was shown, by the number that is kept with what they sent. Raises NotFound."""
    found = shown_versions(version_ids=[version_id])
    if version_id not in found:
        raise NotFound
    return found[version_id]


def shown_versions(*, version_ids: Collection[int]) -> dict[int, CurrentNotice]:
    rows = NoticeVersion.objects.select_related("notice").filter(pk__in=version_ids, published_at__isnull=False)
    return {row.pk: _current(row) for row in rows}


def notice_seen(*, code: str, said: str) -> CurrentNotice | None:
    """The notice in force; the one whose number came back with the form, should it have changed while it was filled in."""
    current = current_notice(code=code)
    if current is None or not said.isdigit() or int(said) == current.version_id:
        return current
    try:
        shown = shown_version(version_id=int(said[:18]))
    except NotFound:
        return current
    return shown if shown.code == code else current


def words_of(row: NoticeVersion) -> NoticeWords:
    return NoticeWords(
        text=Text(row.text_en, row.text_fr),
        authority=Text(row.authority_en, row.authority_fr),
        contact=Text(row.contact_en, row.contact_fr),
        automated=Text(row.automated_en, row.automated_fr),
    )


def _current(row: NoticeVersion) -> CurrentNotice:
    assert row.published_at is not None
    notice = row.notice
    return CurrentNotice(notice.code, notice.place, notice.name, row.pk, row.number, words_of(row), row.published_at)


def _stamp() -> object:
    published = NoticeVersion.objects.aggregate(Count("published_at"), Max("published_at"), Max("pk"))
    return (*published.values(), tuple(ConsentScope.objects.order_by("pk").values_list()))


def _read() -> tuple[Mapping[str, CurrentNotice], Mapping[str, Scope]]:
    newest = NoticeVersion.objects.filter(published_at__isnull=False).select_related("notice")
    found = {row.notice.code: _current(row) for row in newest.order_by("notice_id", "number")}
    known = {row.code: _scope(row, found.get(row.notice.code)) for row in scopes()}
    return MappingProxyType(found), MappingProxyType(known)


def _scope(row: ConsentScope, notice: CurrentNotice | None) -> Scope:
    return Scope(row.code, row.name, row.months, row.asked_online, row.is_active, notice)


_kept = Kept(read=_read, stamp=_stamp)
