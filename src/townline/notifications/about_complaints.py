"""The words of messages about complaints, compliments and suggestions, as shipped.

A title says neither what it is nor whom it is about: it is read on lock screens and in shared mailboxes.
"""

from townline.notifications.steps import Step

TITLES: dict[str, dict[Step, str]] = {
    "en": {
        Step.COMPLAINT_RECEIVED: "File {reference}: received",
        Step.COMPLAINT_NEWS: "File {reference}: news",
        Step.COMPLAINT_DECIDED: "File {reference}: our decision",
        Step.COMPLAINT_NEXT_STAGE: "File {reference}: at the next stage",
        Step.COMPLAINT_CLOSED: "File {reference}: closed",
        Step.PRAISE_RECEIVED: "File {reference}: received",
        Step.PRAISE_ANSWERED: "File {reference}: our answer",
    },
    "fr": {
        Step.COMPLAINT_RECEIVED: "Dossier {reference} : reçu",
        Step.COMPLAINT_NEWS: "Dossier {reference} : des nouvelles",
        Step.COMPLAINT_DECIDED: "Dossier {reference} : notre décision",
        Step.COMPLAINT_NEXT_STAGE: "Dossier {reference} : à l’étape suivante",
        Step.COMPLAINT_CLOSED: "Dossier {reference} : fermé",
        Step.PRAISE_RECEIVED: "Dossier {reference} : reçu",
        Step.PRAISE_ANSWERED: "Dossier {reference} : notre réponse",
    },
}

BODIES: dict[str, dict[Step, str]] = {
    "en": {
        Step.COMPLAINT_RECEIVED: "We received your complaint. Your number is {reference}.\n\nWe answer by {date}, and tell you before "
        "that how it stands. Whoever you complain about does not handle or decide it.",
        Step.COMPLAINT_NEWS: "This is how your complaint stands:\n\n{notes}\n\nWe answer by {date}.",
        Step.COMPLAINT_DECIDED: "We decided on your complaint. Our reasons:\n\n{notes}\n\nIf you are not satisfied, tell us by {date}: "
        "somebody else looks at it anew.",
        Step.COMPLAINT_NEXT_STAGE: "You are not satisfied, and so somebody else, at the next stage, looks at your complaint anew.\n\n"
        "We answer by {date}.",
        Step.COMPLAINT_CLOSED: "Your complaint is closed.\n\n{notes}",
        Step.PRAISE_RECEIVED: "Thank you for what you wrote. It goes to the people whom it is about, and to those who answer for the "
        "work.",
        Step.PRAISE_ANSWERED: "Thank you for what you wrote. This is the answer:\n\n{notes}",
    },
    "fr": {
        Step.COMPLAINT_RECEIVED: "Nous avons reçu votre plainte. Votre numéro est {reference}.\n\nNous répondrons d’ici le {date} et vous "
        "dirons avant où elle en est. La personne visée ne traite pas votre plainte et n’en décide pas.",
        Step.COMPLAINT_NEWS: "Voici où en est votre plainte :\n\n{notes}\n\nNous répondrons d’ici le {date}.",
        Step.COMPLAINT_DECIDED: "Nous avons pris une décision sur votre plainte. Nos motifs :\n\n{notes}\n\nSi vous n’êtes pas "
        "satisfait, dites-le-nous d’ici le {date} : quelqu’un d’autre l’examinera de nouveau.",
        Step.COMPLAINT_NEXT_STAGE: "Vous n’êtes pas satisfait; quelqu’un d’autre, à l’étape suivante, examine donc votre plainte de "
        "nouveau.\n\nNous répondrons d’ici le {date}.",
        Step.COMPLAINT_CLOSED: "Votre plainte est fermée.\n\n{notes}",
        Step.PRAISE_RECEIVED: "Merci de ce que vous avez écrit. Nous le remettons aux personnes concernées et à celles qui répondent "
        "du travail.",
        Step.PRAISE_ANSWERED: "Merci de ce que vous avez écrit. Voici la réponse :\n\n{notes}",
    },
}
