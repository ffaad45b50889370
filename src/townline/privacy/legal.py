"""The law behind each authority, by province. Not legal advice: a clerk reads it and puts the city's own words in the notices."""

from townline.core.language import Text
from townline.privacy.values import Authority

_ONTARIO = {
    Authority.MUNICIPAL_SERVICE: Text(
        "Municipal Act, 2001, ss. 10 and 11; Municipal Freedom of Information and Protection of Privacy Act (MFIPPA), "
        "s. 28 (2): necessary to a lawfully authorized activity",
        "Loi de 2001 sur les municipalités, art. 10 et 11; Loi sur l’accès à l’information municipale et la protection de la "
        "vie privée (LAIMPVP), par. 28 (2) : nécessaire au bon exercice d’une activité autorisée par la loi",
    ),
    Authority.LAW_ENFORCEMENT: Text(
        "Municipal Act, 2001, Part XIV; MFIPPA, s. 28 (2): used for law enforcement",
        "Loi de 2001 sur les municipalités, partie XIV; LAIMPVP, par. 28 (2) : servira à l’exécution de la loi",
    ),
    Authority.EXPRESS_LAW: Text(
        "MFIPPA, Part II, and R.R.O. 1990, Reg. 823",
        "LAIMPVP, partie II, et Règl. 823 des R.R.O. de 1990",
    ),
    Authority.CONSENT: Text("MFIPPA, ss. 31 (a) and 32 (b)", "LAIMPVP, al. 31 a) et 32 b)"),
    Authority.EMPLOYMENT: Text(
        "The city as employer; Employment Standards Act, 2000, Part XI.1",
        "La Ville comme employeur; Loi de 2000 sur les normes d’emploi, partie XI.1",
    ),
    Authority.WORKPLACE_SAFETY: Text(
        "Occupational Health and Safety Act, ss. 25 (2) and 32.0.5",
        "Loi sur la santé et la sécurité au travail, par. 25 (2) et art. 32.0.5",
    ),
}
_ALBERTA = {
    Authority.MUNICIPAL_SERVICE: Text(
        "Municipal Government Act (Alberta); Protection of Privacy Act (Alberta): directly related to and necessary for an "
        "operating program",
        "Municipal Government Act (Alberta); Protection of Privacy Act (Alberta) : lié directement à un programme et nécessaire "
        "à celui-ci",
    ),
    Authority.LAW_ENFORCEMENT: Text(
        "Municipal Government Act (Alberta); Protection of Privacy Act (Alberta): law enforcement",
        "Municipal Government Act (Alberta); Protection of Privacy Act (Alberta) : exécution de la loi",
    ),
    Authority.EXPRESS_LAW: Text(
        "Protection of Privacy Act and Access to Information Act (Alberta)",
        "Protection of Privacy Act et Access to Information Act (Alberta)",
    ),
    Authority.CONSENT: Text("Protection of Privacy Act (Alberta)", "Protection of Privacy Act (Alberta)"),
    Authority.EMPLOYMENT: Text("The city as employer", "La Ville comme employeur"),
    Authority.WORKPLACE_SAFETY: Text(
        "Occupational Health and Safety Act (Alberta)", "Occupational Health and Safety Act (Alberta)"
    ),
}
_ELSEWHERE = {
    Authority.MUNICIPAL_SERVICE: Text(
        "The province’s act on municipalities and its act on access and privacy",
        "La loi de la province sur les municipalités et sa loi sur l’accès et la vie privée",
    ),
    Authority.LAW_ENFORCEMENT: Text(
        "The province’s act on municipalities and the city’s by-laws",
        "La loi de la province sur les municipalités et les règlements de la Ville",
    ),
    Authority.EXPRESS_LAW: Text(
        "The province’s act on access and privacy", "La loi de la province sur l’accès et la vie privée"
    ),
    Authority.CONSENT: Text("The person’s consent", "Le consentement de la personne"),
    Authority.EMPLOYMENT: Text("The city as employer", "La Ville comme employeur"),
    Authority.WORKPLACE_SAFETY: Text(
        "The province’s act on health and safety at work",
        "La loi de la province sur la santé et la sécurité au travail",
    ),
}
_BY_PROVINCE = {"ON": _ONTARIO, "AB": _ALBERTA}


def law_of(*, authority: str, province: str) -> Text:
    return _BY_PROVINCE.get(province, _ELSEWHERE)[Authority(authority)]
