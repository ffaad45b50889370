"""What people may be asked to agree to: data, not code. Each has its words as a notice of its own."""

from datetime import datetime

from django.utils.translation import gettext as _

from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.privacy.event_types import ConsentScopeChanged
from townline.privacy.models import ConsentScope
from townline.privacy.operations.notices import NoticeRefused, save_notice
from townline.privacy.permissions import KEEP_NOTICES, Keeper, actor_who_may
from townline.privacy.queries import forget
from townline.privacy.values import Place

CONSENT_PREFIX = "consent-"


def save_scope(
    *, scope: ConsentScope | None, values: dict[str, object], by: Keeper | Actor, at: datetime
) -> ConsentScope:
    """`values`: name_en, name_fr, months, asked_online, is_active; for a new one its code, which its words get too.

    Consents that were given stay as they are. Raises NotAllowed, NoticeRefused.
    """
    actor = actor_who_may(by=by, capability=KEEP_NOTICES)
    scope = scope or ConsentScope()
    changes = apply(scope, values)
    if ConsentScope.objects.filter(code=scope.code).exclude(pk=scope.pk).exists():
        raise NoticeRefused("code", _("Another consent has this code. Choose one of its own."))
    with transaction():
        if not scope.pk:
            names: dict[str, object] = {"name_en": scope.name_en, "name_fr": scope.name_fr}
            own: dict[str, object] = {"code": f"{CONSENT_PREFIX}{scope.code}", "place": Place.CONSENT.value}
            scope.notice = save_notice(notice=None, values={**own, **names}, by=by, at=at)
        scope.save()
        fact = ConsentScopeChanged(scope.pk, scope.code, changes)
        events.record(fact, subject=subject_uuid(kind="consent_scope", id=scope.pk), by=actor, at=at)
    forget()
    return scope
