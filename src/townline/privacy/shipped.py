"""Notices and consents as shipped. A city reads them with its clerk and publishes its own words on the privacy pages."""

from dataclasses import dataclass

from townline.core.language import Text
from townline.privacy.legal import law_of
from townline.privacy.values import Authority, NoticeWords, Place

PORTAL_REPORT = "portal-report"
PORTAL_FOLLOW = "portal-follow"
PORTAL_COMPLAINT = "portal-complaint"
DESK_INTAKE = "desk-intake"
COUNTER = "counter"
SURVEY = "survey"
REPRESENTATIVE = "representative"
OTHER_GOVERNMENT = "other-government"
COUNCIL_OFFICE = "council-office"


@dataclass(frozen=True, slots=True)
class ShippedNotice:
    code: str
    place: Place
    name: Text
    text: Text


@dataclass(frozen=True, slots=True)
class ShippedScope:
    code: str
    name: Text
    months: int | None
    asked_online: bool
    text: Text


NOTICES = (
    ShippedNotice(
        PORTAL_REPORT,
        Place.FORM,
        Text("Report on the website", "Signalement sur le site Web"),
        Text(
            "We use what you write here to answer you, to do the work, and to see how well we serve. The teams and contractors "
            "who do the work see it. The public never sees your name or how to reach you.",
            "Nous utilisons ce que vous écrivez ici pour vous répondre, faire le travail et savoir si nous servons bien. Les "
            "équipes et les entreprises qui font le travail le voient. Le public ne voit jamais votre nom ni vos coordonnées.",
        ),
    ),
    ShippedNotice(
        PORTAL_FOLLOW,
        Place.FORM,
        Text("Follow a report on the website", "Suivi d’un signalement sur le site Web"),
        Text(
            "We use your name and how to reach you only to tell you how this report goes.",
            "Nous utilisons votre nom et vos coordonnées seulement pour vous dire où en est ce signalement.",
        ),
    ),
    ShippedNotice(
        PORTAL_COMPLAINT,
        Place.FORM,
        Text("Complaint or compliment on the website", "Plainte ou félicitations sur le site Web"),
        Text(
            "We use what you write here to look into it, to answer you and to serve better. Those who handle it see it; whoever "
            "you complain about does not see your complaint. A compliment is shown to the person without your name.",
            "Nous utilisons ce que vous écrivez ici pour l’examiner, vous répondre et mieux servir. Les personnes qui s’en "
            "occupent le voient; la personne visée par une plainte ne la voit pas. Des félicitations sont remises sans votre nom.",
        ),
    ),
    ShippedNotice(
        DESK_INTAKE,
        Place.SCRIPT,
        Text("Said by telephone", "Dit au téléphone"),
        Text(
            "I write down your name, how to reach you and what you tell me, so that the City can answer you and do the work. "
            "The law allows us to. If you have a question about it, I can give you the number of our privacy officer.",
            "Je note votre nom, vos coordonnées et ce que vous me dites, pour que la Ville puisse vous répondre et faire le "
            "travail. La loi nous le permet. Si vous avez une question à ce sujet, je peux vous donner le numéro de notre "
            "responsable de la vie privée.",
        ),
    ),
    ShippedNotice(
        COUNTER,
        Place.CHANNEL,
        Text("At the counter", "Au comptoir"),
        Text(
            "We write down your name, how to reach you and what you tell us, to answer you and to do the work. The teams and "
            "contractors who do the work see it. You may ask for a copy of this notice.",
            "Nous notons votre nom, vos coordonnées et ce que vous nous dites, pour vous répondre et faire le travail. Les "
            "équipes et les entreprises qui font le travail le voient. Vous pouvez demander une copie de cet avis.",
        ),
    ),
)
SCOPES = (
    ShippedScope(
        SURVEY,
        Text("Asked how it went", "Sondage sur le service reçu"),
        12,
        True,
        Text(
            "You may ask me, within a year, how I was served. I can say no at any time; it changes nothing about my request.",
            "Vous pouvez me demander, pendant un an, comment j’ai été servi. Je peux refuser en tout temps; cela ne change rien "
            "à ma demande.",
        ),
    ),
    ShippedScope(
        REPRESENTATIVE,
        Text("Somebody speaks for me", "Quelqu’un parle en mon nom"),
        12,
        False,
        Text(
            "The person I name may speak for me: ask about my requests, hear the answers, and make new requests in my name. "
            "I can take this back at any time.",
            "La personne que je nomme peut parler en mon nom : s’informer de mes demandes, entendre les réponses et faire de "
            "nouvelles demandes pour moi. Je peux retirer cet accord en tout temps.",
        ),
    ),
    ShippedScope(
        OTHER_GOVERNMENT,
        Text("Passed on to another government", "Transmis à un autre gouvernement"),
        12,
        False,
        Text(
            "You may pass my request, with my name and how to reach me, on to the region, the province or the federal government "
            "where they are the ones who can help. I can take this back as long as it has not been passed on.",
            "Vous pouvez transmettre ma demande, avec mon nom et mes coordonnées, à la région, à la province ou au gouvernement "
            "fédéral s’ils peuvent m’aider. Je peux retirer cet accord tant que ce n’est pas fait.",
        ),
    ),
    ShippedScope(
        COUNCIL_OFFICE,
        Text("My councillor may see this request", "Mon membre du conseil peut voir cette demande"),
        12,
        False,
        Text(
            "The office of the councillor I name may see this one request with my name, how to reach me and what I wrote, to help "
            "me with it and for nothing else. I can take this back at any time.",
            "Le bureau du membre du conseil que je nomme peut voir cette seule demande avec mon nom, mes coordonnées et ce que "
            "j’ai écrit, pour m’aider et pour rien d’autre. Je peux retirer cet accord en tout temps.",
        ),
    ),
)


def words_of_notice(shipped: ShippedNotice, *, contact: Text, province: str) -> NoticeWords:
    law = law_of(authority=Authority.MUNICIPAL_SERVICE, province=province)
    return NoticeWords(text=shipped.text, authority=law, contact=contact)
