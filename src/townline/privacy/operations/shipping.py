"""Put what is shipped into a new city, once. What a city has changed or added is left alone."""

from datetime import datetime

from townline.core.actor import SYSTEM, Actor
from townline.core.language import Text
from townline.core.transactions import transaction, transaction_required
from townline.privacy import shipped
from townline.privacy.models import ConsentScope, Notice
from townline.privacy.operations.notices import save_draft, save_notice
from townline.privacy.operations.publish_notice import publish_notice
from townline.privacy.operations.scopes import save_scope
from townline.privacy.values import NoticeWords, Place

CONSENT_PREFIX = "consent-"


def ship_notices(*, contact: Text, province: str, at: datetime, by: Actor = SYSTEM) -> int:
    """Publishes what is missing of the shipped notices and consents; returns how many that were."""
    known = set(Notice.objects.values_list("code", flat=True))
    done = 0
    with transaction():
        for item in shipped.NOTICES:
            if item.code not in known:
                words = shipped.words_of_notice(item, contact=contact, province=province)
                _publish(item.code, item.place, item.name, words, by=by, at=at)
                done += 1
        scopes = set(ConsentScope.objects.values_list("code", flat=True))
        for scope in shipped.SCOPES:
            if scope.code not in scopes:
                _ship_scope(scope, by=by, at=at)
                done += 1
    return done


@transaction_required
def _publish(code: str, place: Place, name: Text, words: NoticeWords, *, by: Actor, at: datetime) -> Notice:
    values: dict[str, object] = {"code": code, "place": place.value, "name_en": name.en, "name_fr": name.fr}
    notice = save_notice(notice=None, values=values, by=by, at=at)
    save_draft(notice=notice, words=words, by=by, at=at)
    publish_notice(notice=notice, by=by, at=at)
    return notice


@transaction_required
def _ship_scope(scope: shipped.ShippedScope, *, by: Actor, at: datetime) -> None:
    words = NoticeWords(text=scope.text)
    notice = _publish(f"{CONSENT_PREFIX}{scope.code}", Place.CONSENT, scope.name, words, by=by, at=at)
    values: dict[str, object] = {
        "code": scope.code,
        "name_en": scope.name.en,
        "name_fr": scope.name.fr,
        "months": scope.months,
        "asked_online": scope.asked_online,
        "notice": notice,
    }
    save_scope(scope=None, values=values, by=by, at=at)
