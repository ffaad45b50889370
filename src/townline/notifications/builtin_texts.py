"""The words of each message as shipped. A city replaces them on a settings page.

`{names}` are filled in; `PLACEHOLDERS` lists them. A title never holds anything about the person or the matter: it is read
on lock screens and in shared mailboxes.
"""

from townline.notifications import about_complaints, about_major_events
from townline.notifications.steps import Step

PLACEHOLDERS = ("reference", "service", "date", "notes", "link", "place", "city", "tell_us")

# `{tell_us}`: how this person can say something to it. Who has no e-mail has no page; who only follows has no form on it.
TELL_US = {
    "en": {
        "email": "tell us on the page of your request",
        "follower": "reply to this message",
        "call": "tell us now, or call us later",
        "letter": "call us or write to us, and give the number {reference}",
    },
    "fr": {
        "email": "dites-le-nous sur la page de votre demande",
        "follower": "répondez à ce message",
        "call": "dites-le-nous maintenant ou rappelez-nous",
        "letter": "appelez-nous ou écrivez-nous en donnant le numéro {reference}",
    },
}

# Below the words to somebody whose own request it is not.
WHY = {
    "en": {
        "joined": "Your report was joined with request {reference}: what we do there mends both.",
        "follower": "You get this message because you follow this request. On its page you can stop that.",
    },
    "fr": {
        "joined": "Votre signalement a été joint à la demande {reference} : les travaux règlent les deux.",
        "follower": "Vous recevez ce message parce que vous suivez cette demande. Vous pouvez y mettre fin sur sa page.",
    },
}

TITLES: dict[str, dict[Step, str]] = {
    "en": {
        Step.RECEIVED: "Request {reference}: received",
        Step.REVIEWED: "Request {reference}: reviewed",
        Step.WORK_ASSIGNED: "Request {reference}: work assigned",
        Step.WHAT_AND_WHEN: "Request {reference}: what we will do",
        Step.NEW_DATE: "Request {reference}: another date",
        Step.QUESTION: "Request {reference}: we have a question",
        Step.NOTE: "Request {reference}: news",
        Step.WORK_DONE: "Request {reference}: work done, being checked",
        Step.COMPLETED: "Request {reference}: completed",
        Step.DECLINED: "Request {reference}: closed",
        Step.MERGED: "Request {reference}: joined with an earlier report",
        Step.MERGED_APART: "Request {reference}: closed",
        Step.REOPENED: "Request {reference}: open again",
        Step.DISPUTE_RECEIVED: "Request {reference}: we are looking at it again",
        Step.WITHDRAWN: "Request {reference}: withdrawn",
        Step.FOLLOWING: "Request {reference}: we keep you informed",
        Step.KEPT_INFORMED: "Request {reference}: we keep you informed",
        Step.WITHDRAWN_BY_OTHER: "Request {reference}: closed",
        Step.ASKED_AGAIN: "Request {reference}: we received your words",
        Step.COUNCIL_CONSENT: "Request {reference}: your consent",
    },
    "fr": {
        Step.RECEIVED: "Demande {reference} : reçue",
        Step.REVIEWED: "Demande {reference} : examinée",
        Step.WORK_ASSIGNED: "Demande {reference} : travail attribué",
        Step.WHAT_AND_WHEN: "Demande {reference} : ce que nous allons faire",
        Step.NEW_DATE: "Demande {reference} : une autre date",
        Step.QUESTION: "Demande {reference} : nous avons une question",
        Step.NOTE: "Demande {reference} : des nouvelles",
        Step.WORK_DONE: "Demande {reference} : travail fait, en vérification",
        Step.COMPLETED: "Demande {reference} : terminée",
        Step.DECLINED: "Demande {reference} : fermée",
        Step.MERGED: "Demande {reference} : jointe à un signalement antérieur",
        Step.MERGED_APART: "Demande {reference} : fermée",
        Step.REOPENED: "Demande {reference} : rouverte",
        Step.DISPUTE_RECEIVED: "Demande {reference} : nous l’examinons de nouveau",
        Step.WITHDRAWN: "Demande {reference} : retirée",
        Step.FOLLOWING: "Demande {reference} : nous vous tiendrons au courant",
        Step.KEPT_INFORMED: "Demande {reference} : nous vous tiendrons au courant",
        Step.WITHDRAWN_BY_OTHER: "Demande {reference} : fermée",
        Step.ASKED_AGAIN: "Demande {reference} : nous avons reçu vos mots",
        Step.COUNCIL_CONSENT: "Demande {reference} : votre consentement",
    },
}

BODIES: dict[str, dict[Step, str]] = {
    "en": {
        Step.RECEIVED: "We received your request about: {service}.\n\nYour reference is {reference}. Keep this number.\n\n"
        "We expect to finish by {date}.\n\nNext, we review your request and give it to the team that does the work.",
        Step.REVIEWED: "We reviewed your request about: {service}. It is ours to do.\n\nWe expect to finish by {date}.",
        Step.WORK_ASSIGNED: "The work for your request about “{service}” is assigned to a team.\n\nWe expect to finish by {date}.",
        Step.WHAT_AND_WHEN: "About your request “{service}”, this is what we will do:\n\n{notes}\n\n"
        "We expect to finish by {date}.",
        Step.NEW_DATE: "The date for your request “{service}” has changed: we now expect to finish by {date}.\n\n{notes}",
        Step.QUESTION: "To go on with your request about “{service}” we need to know more:\n\n{notes}\n\n"
        "When you know it, {tell_us}. We go on when we have your answer.",
        Step.NOTE: "We have news for you about “{service}”:\n\n{notes}",
        Step.WORK_DONE: "The work for your request about “{service}” is done, and we are checking it.\n\n{notes}\n\n"
        "If it is not resolved, {tell_us}.",
        Step.COMPLETED: "Your request about “{service}” is completed.\n\n{notes}\n\n"
        "If it is not resolved, {tell_us}: we will look at it again.",
        Step.DECLINED: "We cannot do what you asked about “{service}”. The reason:\n\n{notes}",
        Step.MERGED: "Somebody reported the same problem before you ({service}). We joined the two reports. "
        "You will hear from us about the work as before.",
        Step.MERGED_APART: "We look into this matter already ({service}), under another number. So we closed your "
        "request.\n\nThe other one is not public, and we cannot tell you about it. If you have more to say, tell us and give "
        "the number {reference}.",
        Step.REOPENED: "We opened your request about “{service}” again: our work on it goes on.\n\nWe expect to finish by {date}.",
        Step.DISPUTE_RECEIVED: "You told us that your request about “{service}” is not resolved. A supervisor will look at it.\n\n"
        "We expect to finish by {date}.",
        Step.WITHDRAWN: "You withdrew your request about “{service}”. We closed it. There is nothing else to do.",
        Step.FOLLOWING: "You told us about the same problem ({service}). We will tell you at each step.",
        Step.KEPT_INFORMED: "From now on we tell you how a request goes: {service}.\n\n{place}",
        Step.WITHDRAWN_BY_OTHER: "The person who reported it has withdrawn the request about “{service}”. We closed it.\n\n"
        "If the problem is still there, report it.",
        Step.COUNCIL_CONSENT: "The office of a member of Council told us that you agreed in writing that it sees your request "
        "“{service}”. It can see it now.\n\nIf you agreed, there is nothing to do. If you did not, or if you changed your mind, "
        "{tell_us}: then we close it to that office.",
        Step.ASKED_AGAIN: "We received what you wrote about your request “{service}”. The people who work on it read it.\n\n"
        "You have an answer by {date}.",
    },
    "fr": {
        Step.RECEIVED: "Nous avons reçu votre demande : {service}.\n\nVotre numéro de référence est {reference}. Conservez-le.\n\n"
        "Nous prévoyons terminer d’ici le {date}.\n\nNous examinerons d’abord votre demande, puis nous la confierons à "
        "l’équipe responsable.",
        Step.REVIEWED: "Nous avons examiné votre demande : {service}. Elle relève bien de nous.\n\n"
        "Nous prévoyons terminer d’ici le {date}.",
        Step.WORK_ASSIGNED: "Le travail lié à votre demande « {service} » est confié à une équipe.\n\n"
        "Nous prévoyons terminer d’ici le {date}.",
        Step.WHAT_AND_WHEN: "Au sujet de votre demande « {service} », voici ce que nous allons faire :\n\n{notes}\n\n"
        "Nous pensons terminer au plus tard le {date}.",
        Step.NEW_DATE: "La date de votre demande « {service} » a changé : nous pensons maintenant terminer au plus tard "
        "le {date}.\n\n{notes}",
        Step.QUESTION: "Pour donner suite à votre demande « {service} », il nous manque un renseignement :\n\n{notes}\n\n"
        "Quand vous le saurez, {tell_us}. Nous continuerons dès que nous aurons votre réponse.",
        Step.NOTE: "Nous avons des nouvelles pour vous au sujet de « {service} » :\n\n{notes}",
        Step.WORK_DONE: "Le travail lié à votre demande « {service} » est fait et nous le vérifions.\n\n{notes}\n\n"
        "Si le problème n’est pas réglé, {tell_us}.",
        Step.COMPLETED: "Votre demande « {service} » est terminée.\n\n{notes}\n\n"
        "Si le problème n’est pas réglé, {tell_us} : nous l’examinerons de nouveau.",
        Step.DECLINED: "Nous ne pouvons pas faire ce que vous avez demandé au sujet de « {service} ». Voici pourquoi :\n\n{notes}",
        Step.MERGED: "Quelqu’un avait déjà signalé le même problème ({service}). Nous avons joint les deux signalements. "
        "Vous continuerez de recevoir des nouvelles des travaux.",
        Step.MERGED_APART: "Nous traitons déjà cette affaire ({service}) sous un autre numéro; nous avons donc fermé votre "
        "demande.\n\nL’autre n’est pas publique et nous ne pouvons pas vous en parler. Si vous avez autre chose à dire, "
        "dites-le-nous en donnant le numéro {reference}.",
        Step.REOPENED: "Nous avons rouvert votre demande « {service} » : le travail continue.\n\nNous prévoyons terminer d’ici le {date}.",
        Step.DISPUTE_RECEIVED: "Vous nous avez dit que votre demande « {service} » n’est pas réglée. La personne responsable "
        "de l’équipe l’examinera.\n\nNous prévoyons terminer d’ici le {date}.",
        Step.WITHDRAWN: "Vous avez retiré votre demande « {service} ». Nous l’avons fermée. Il n’y a rien d’autre à faire.",
        Step.FOLLOWING: "Vous nous avez signalé le même problème ({service}). Nous vous tiendrons au courant à chaque étape.",
        Step.KEPT_INFORMED: "Désormais, nous vous disons où en est une demande : {service}.\n\n{place}",
        Step.WITHDRAWN_BY_OTHER: "La personne qui l’avait faite a retiré la demande « {service} ». Nous l’avons fermée.\n\n"
        "Si le problème est encore là, signalez-le.",
        Step.COUNCIL_CONSENT: "Le bureau d’un membre du conseil nous a dit que vous avez consenti par écrit à ce qu’il voie votre "
        "demande « {service} ». Il peut la voir maintenant.\n\nSi vous avez consenti, il n’y a rien à faire. Sinon, ou si vous "
        "avez changé d’avis, {tell_us} : nous la fermerons alors à ce bureau.",
        Step.ASKED_AGAIN: "Nous avons reçu ce que vous avez écrit au sujet de votre demande « {service} ». "
        "L’équipe qui s’en occupe le lit.\n\nVous aurez une réponse d’ici le {date}.",
    },
}

for _language in ("en", "fr"):
    for _part in (about_complaints, about_major_events):
        TITLES[_language].update(_part.TITLES[_language])
        BODIES[_language].update(_part.BODIES[_language])
