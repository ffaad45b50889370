"""The schedule that a new city starts with. A city must confirm it, or have its own by-law; the page says so."""

from calendar import monthrange
from datetime import datetime

from townline.privacy.values import RetentionClass
from townline.records_office.values import Rule

_AT_LEAST_EN = "Ontario, Reg. 823 s. 5 (MFIPPA): at least one year after use."
_AT_LEAST_FR = "Ontario, Règl. 823, art. 5 (LAIMPVP) : au moins un an après l’utilisation."
_SAMPLE_EN = "Five years is an example: other cities keep resolved requests so long. Confirm it in your records by-law."
_SAMPLE_FR = (
    "Cinq ans est un exemple : d’autres villes gardent ainsi les demandes réglées. Confirmez-le dans votre règlement."
)
_TWO_EN = "Two years is an example. Confirm it in your records by-law."
_TWO_FR = "Deux ans est un exemple. Confirmez-le dans votre règlement."
_NOT_PROPOSED_EN = "No maximum is set: nothing is proposed."
_NOT_PROPOSED_FR = "Aucun maximum n’est fixé : rien n’est proposé."
_DRAFT_EN = "A form half filled in is no record yet; it goes by itself after seven days without change."
_DRAFT_FR = "Un formulaire inachevé n’est pas encore un document; il disparaît après sept jours sans changement."
_OWN_EN = (
    "The councillor’s own: handed over to them at the end of the term of office and removed. No list proposes them."
)
_OWN_FR = "Au membre du conseil : remises à la fin du mandat, puis supprimées. Aucune liste ne les propose."

_C = RetentionClass
DEFAULT_RULES = (
    Rule(_C.SERVICE_REQUEST, 12, 60, f"{_AT_LEAST_EN} {_SAMPLE_EN}", f"{_AT_LEAST_FR} {_SAMPLE_FR}"),
    Rule(_C.ENFORCEMENT, 12, 60, f"{_AT_LEAST_EN} {_SAMPLE_EN}", f"{_AT_LEAST_FR} {_SAMPLE_FR}"),
    Rule(_C.INTERACTION, 12, 24, f"{_AT_LEAST_EN} {_TWO_EN}", f"{_AT_LEAST_FR} {_TWO_FR}"),
    Rule(_C.CUSTOMER, 12, 60, f"{_AT_LEAST_EN} {_SAMPLE_EN}", f"{_AT_LEAST_FR} {_SAMPLE_FR}"),
    Rule(_C.MESSAGE, 12, 24, f"{_AT_LEAST_EN} {_TWO_EN}", f"{_AT_LEAST_FR} {_TWO_FR}"),
    Rule(_C.PHOTO, 12, 24, f"{_AT_LEAST_EN} {_TWO_EN}", f"{_AT_LEAST_FR} {_TWO_FR}"),
    Rule(_C.CONSENT, 12, 60, f"{_AT_LEAST_EN} {_SAMPLE_EN}", f"{_AT_LEAST_FR} {_SAMPLE_FR}"),
    Rule(_C.STAFF_ACCOUNT, 12, 60, f"{_AT_LEAST_EN} {_SAMPLE_EN}", f"{_AT_LEAST_FR} {_SAMPLE_FR}"),
    Rule(_C.ACCESS_LOG, 12, None, f"{_AT_LEAST_EN} {_NOT_PROPOSED_EN}", f"{_AT_LEAST_FR} {_NOT_PROPOSED_FR}"),
    Rule(_C.ACCESS_REQUEST, 24, None, f"{_AT_LEAST_EN} {_NOT_PROPOSED_EN}", f"{_AT_LEAST_FR} {_NOT_PROPOSED_FR}"),
    Rule(_C.COMPLAINT, 12, None, f"{_AT_LEAST_EN} {_NOT_PROPOSED_EN}", f"{_AT_LEAST_FR} {_NOT_PROPOSED_FR}"),
    Rule(_C.COUNCIL, 12, None, f"{_AT_LEAST_EN} {_NOT_PROPOSED_EN}", f"{_AT_LEAST_FR} {_NOT_PROPOSED_FR}"),
    Rule(_C.CONSTITUENCY, 0, None, _OWN_EN, _OWN_FR),
    Rule(_C.DRAFT, 0, None, _DRAFT_EN, _DRAFT_FR),
)
SHIPPED: dict[str, Rule] = {rule.retention.value: rule for rule in DEFAULT_RULES}


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier; the last day of a shorter month."""
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=years, month=month + 1, day=min(moment.day, monthrange(years, month + 1)[1]))
