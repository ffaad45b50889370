"""The records office of the sample city: its schedule, a list that waits for a signature, a hold."""

from datetime import datetime

from townline.accounts import queries as accounts
from townline.commands.sample_city.sign_ins import DOMAIN
from townline.privacy.values import RetentionClass
from townline.records_office import operations, queries
from townline.records_office.operations import Held
from townline.records_office.values import HoldReason, Rule

CONTACTS_MONTHS = 22  # the city has two years of them, so that the night finds some
AUTHORITY_EN = "Maple Harbour By-law 2024-118 (invented), schedule C: contacts, twenty-two months after use."
AUTHORITY_FR = (
    "Règlement 2024-118 de Havre-aux-Érables (inventé), annexe C : contacts, vingt-deux mois après l’utilisation."
)


def keep_records(*, at: datetime) -> None:
    """What is shipped is confirmed; contacts have a rule of their own; the first night proposes; a claim holds an address."""
    user = next(user for user in accounts.all_users() if user.email == f"records@{DOMAIN}")
    clerk = accounts.viewer_of(user=user, at=at)
    operations.confirm_shipped_rules(by=clerk, at=at)
    rule = queries.rule_of(retention=RetentionClass.INTERACTION)
    own = Rule(rule.retention, rule.minimum, CONTACTS_MONTHS, AUTHORITY_EN, AUTHORITY_FR)
    operations.set_rule(rule=own, by=clerk, at=at)
    operations.place_hold(
        held=Held(address="12 Harbour Street"), reason=HoldReason.CLAIM, file_number="C-2026-031", by=clerk, at=at
    )
    operations.propose(at=at)
