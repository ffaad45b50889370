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
from townline.privacy.values import NoticeWords


def ship_notices(*, contact: Text, province: str, at: datetime, by: Actor = SYSTEM) -> int:
    """Publishes what is missing of the shipped notices and consents; returns how many that were."""
    known = set(Notice.objects.values_list("code", flat=True))
    done = 0
    with transaction():
        for item in shipped.NOTICES:
            if item.code not in known:
                words = shipped.words_of_notice(item, contact=contact, province=province)
                _ship_notice(item, words, by=by, at=at)
                done += 1
        scopes = set(ConsentScope.objects.values_list("code", flat=True))
        for scope in shipped.SCOPES:
            if scope.code not in scopes:
                _ship_scope(scope, by=by, at=at)
                done += 1
    return done


@transaction_required
def _ship_notice(item: shipped.ShippedNotice, words: NoticeWords, *, by: Actor, at: datetime) -> None:
    names: dict[str, object] = {"name_en": item.name.en, "name_fr": item.name.fr}
    own: dict[str, object] = {"code": item.code, "place": item.place.value}
    _publish(save_notice(notice=None, values={**own, **names}, by=by, at=at), words, by=by, at=at)


@transaction_required
def _ship_scope(item: shipped.ShippedScope, *, by: Actor, at: datetime) -> None:
    values: dict[str, object] = {
        "code": item.code,
        "name_en": item.name.en,
        "name_fr": item.name.fr,
        "months": item.months,
        "asked_online": item.asked_online,
    }
    made = save_scope(scope=None, values=values, by=by, at=at)
    _publish(made.notice, NoticeWords(text=item.text), by=by, at=at)


@transaction_required
def _publish(notice: Notice, words: NoticeWords, *, by: Actor, at: datetime) -> None:
    save_draft(notice=notice, words=words, by=by, at=at)
    publish_notice(notice=notice, by=by, at=at)
