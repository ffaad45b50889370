"""The city's own notices, which of them people were shown, and what some residents agreed to."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from townline.accounts import queries as accounts
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.residents import residents
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.core.actor import RESIDENT, SYSTEM
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.customers import queries as customers
from townline.interactions.values import Channel
from townline.privacy import operations as privacy
from townline.privacy import queries
from townline.privacy.operations import Given
from townline.privacy.shipped import (
    COUNTER,
    DESK_INTAKE,
    NOTICES,
    OTHER_GOVERNMENT,
    PORTAL_REPORT,
    SURVEY,
    words_of_notice,
)
from townline.privacy.values import Method

SEED = 2905
SOURCE = "sample city"
OPENED = timedelta(days=760)  # the city opened with the shipped words
REWRITTEN = timedelta(days=420)  # and then had its clerk look at them
AGREEING = 60
OFFICER = Text(
    f"Privacy officer, City Clerk’s Office, 1 Harbour Street, Maple Harbour ON, 705-555-0140, privacy@{DOMAIN}",
    "Responsable de la vie privée, Bureau du greffe, 1, rue Harbour, Havre-aux-Érables (Ontario), 705-555-0140, "
    f"privacy@{DOMAIN}",
)
NOTICE_OF_CHANNEL = {Channel.WEB: PORTAL_REPORT, Channel.PHONE: DESK_INTAKE, Channel.COUNTER: COUNTER}


@dataclass(frozen=True, slots=True)
class Shown:
    """Which words stood where, and since when: `(since, version)`, the latest first."""

    versions: dict[str, list[tuple[datetime, int]]]

    def number(self, *, channel: str, customer_id: int | None, at: datetime) -> int | None:
        """Nothing for who stayed anonymous, or where nobody said it."""
        if customer_id is None:
            return None
        since = self.versions.get(NOTICE_OF_CHANNEL.get(Channel(channel), ""), [])
        return next((version for moment, version in since if moment <= at), None)


def publish_notices(*, at: datetime) -> Shown:
    """As shipped when the city opened, then in the words of its clerk."""
    privacy.ship_notices(contact=OFFICER, province=settings.TOWNLINE_PROVINCE, at=at - OPENED)
    with transaction():
        for item in NOTICES:
            notice = queries.notice_coded(code=item.code)
            words = words_of_notice(item, contact=OFFICER, province=settings.TOWNLINE_PROVINCE)
            privacy.save_draft(notice=notice, words=words, by=SYSTEM, at=at - REWRITTEN)
            privacy.publish_notice(notice=notice, by=SYSTEM, at=at - REWRITTEN)
    return Shown({item.code: _since(item.code) for item in NOTICES})


def _since(code: str) -> list[tuple[datetime, int]]:
    versions = queries.versions_of(notice=queries.notice_coded(code=code))
    return [(row.published_at, row.pk) for row in versions if row.published_at]


def agree(*, at: datetime) -> None:
    """Most of them online, some on the telephone; some took it back, some ran out."""
    chance = random.Random(SEED)
    user = next(user for user in accounts.all_users() if user.email == f"csr@{DOMAIN}")
    rows = list(residents(count=AGREEING, homes=places()))
    ids = customers.imported_ids(source=SOURCE, source_ids=[row.source_id for row in rows])
    with transaction():
        for number, person in enumerate(sorted(customers.uuids_of(customers=list(ids.values())))):
            when = at - timedelta(days=chance.randint(2, 400), minutes=chance.randint(0, 1_400))
            online = number % 4 != 0
            scope = OTHER_GOVERNMENT if number % 7 == 0 else SURVEY
            language = "fr" if chance.random() < 0.2 else "en"
            given = Given(scope, Method.ONLINE if online else Method.SPOKEN, language=language)
            by = RESIDENT if online else accounts.viewer_of(user=user, at=at)
            kept = privacy.give_consent(person=person, given=given, by=by, at=when)
            if number % 9 == 0 and kept.holds(at=when + timedelta(days=1)):
                privacy.withdraw_consent(uuid=kept.uuid, by=by, at=when + timedelta(days=1))
