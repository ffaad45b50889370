"""What the law of a province says about access to one's own records: days, fee, extension, exemptions. Pure values.

Sources: Ontario, Municipal Freedom of Information and Protection of Privacy Act (MFIPPA), R.S.O. 1990, c. M.56, sections 17 to 22
and 36 to 38, and Reg. 823 (fee of 5 dollars, identity). Bill 97 (Ontario): 45 business days. Alberta, Access to Information Act:
30 business days. The city's clerk confirms them before the first request; what is promised is kept on each request.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused
from townline.core.language import Text
from townline.service_levels.values import Unit


@dataclass(frozen=True, slots=True)
class Exemption:
    """A section under which something may be taken out. `code` is what stands on the bar."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Profile:
    """`days` of `unit` from the day on which the request is complete; `extension` of the same unit, once."""

    code: str
    name: Text
    days: int
    unit: Unit
    extension: int
    fee_cents: int
    appeal: Text
    exemptions: tuple[Exemption, ...] = field(default_factory=tuple)

    def exemption(self, code: str) -> Exemption | None:
        return next((one for one in self.exemptions if one.code == code), None)


class NoSuchProfile(OperationRefused):
    message = _("This city has no such legal profile.")


_MFIPPA = (
    Exemption("6", Text("Draft by-laws, closed meetings", "Projets de règlement, réunions à huis clos")),
    Exemption("7", Text("Advice to the city", "Conseils donnés à la municipalité")),
    Exemption("8(1)", Text("Law enforcement", "Exécution de la loi")),
    Exemption("8(1)(d)", Text("Identity of a confidential source", "Identité d’une source confidentielle")),
    Exemption(
        "9", Text("Told in confidence by another government", "Renseignements confidentiels d’un autre gouvernement")
    ),
    Exemption("10", Text("Business information of somebody else", "Renseignements commerciaux de tiers")),
    Exemption("11", Text("Economic interests of the city", "Intérêts économiques de la municipalité")),
    Exemption("12", Text("Advice of a lawyer", "Secret professionnel de l’avocat")),
    Exemption("13", Text("Danger to safety or health", "Menace à la santé ou à la sécurité")),
    Exemption("14(1)", Text("Privacy of another person", "Vie privée d’une autre personne")),
    Exemption("15", Text("Published, or soon to be", "Publié, ou sur le point de l’être")),
    Exemption(
        "38(a)",
        Text(
            "Own information, refused under another section",
            "Ses propres renseignements, refusés au titre d’un autre article",
        ),
    ),
    Exemption(
        "38(b)",
        Text(
            "Own information together with another person’s",
            "Ses propres renseignements mêlés à ceux d’une autre personne",
        ),
    ),
)
_APPEAL_ONTARIO = Text(
    "You may ask the Information and Privacy Commissioner of Ontario to review this decision within 30 days.",
    "Vous pouvez demander au commissaire à l’information et à la protection de la vie privée de l’Ontario de réviser cette décision "
    "dans les 30 jours.",
)

PROFILES = {
    profile.code: profile
    for profile in (
        Profile(
            "ontario",
            Text("Ontario: 30 days", "Ontario : 30 jours"),
            days=30,
            unit=Unit.CALENDAR_DAYS,
            extension=30,
            fee_cents=500,
            appeal=_APPEAL_ONTARIO,
            exemptions=_MFIPPA,
        ),
        Profile(
            "ontario_bill_97",
            Text("Ontario after Bill 97: 45 business days", "Ontario après le projet de loi 97 : 45 jours ouvrables"),
            days=45,
            unit=Unit.BUSINESS_DAYS,
            extension=45,
            fee_cents=500,
            appeal=_APPEAL_ONTARIO,
            exemptions=_MFIPPA,
        ),
        Profile(
            "alberta",
            Text("Alberta: 30 business days", "Alberta : 30 jours ouvrables"),
            days=30,
            unit=Unit.BUSINESS_DAYS,
            extension=30,
            fee_cents=0,
            appeal=Text(
                "You may ask the Information and Privacy Commissioner of Alberta to review this decision.",
                "Vous pouvez demander au commissaire à l’information et à la protection de la vie privée de l’Alberta de réviser cette "
                "décision.",
            ),
            # the sections were renumbered in 2025: the clerk writes the section of the Act on each bar
            exemptions=(),
        ),
    )
}


def profile_of(code: str) -> Profile:
    """Raises NoSuchProfile."""
    try:
        return PROFILES[code]
    except KeyError:
        raise NoSuchProfile from None
