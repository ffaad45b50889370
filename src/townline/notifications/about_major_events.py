"""The words around an update of a major event. What the city writes stands in {notes}."""

from townline.notifications.steps import Step

TITLES: dict[str, dict[Step, str]] = {
    "en": {Step.MAJOR_UPDATE: "Request {reference}: news"},
    "fr": {Step.MAJOR_UPDATE: "Demande {reference} : des nouvelles"},
}
BODIES: dict[str, dict[Step, str]] = {
    "en": {
        Step.MAJOR_UPDATE: "{notes}\n\nYou get this because of your report about “{service}”. Many people reported the same, "
        "and we write to all of them at once.",
    },
    "fr": {
        Step.MAJOR_UPDATE: "{notes}\n\nVous recevez ce message à cause de votre signalement « {service} ». Beaucoup de "
        "personnes ont signalé la même chose et nous leur écrivons à toutes en même temps.",
    },
}
