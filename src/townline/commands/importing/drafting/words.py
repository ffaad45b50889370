"""The words that cities put over and into their columns, English and French, plain: no accents, lower case."""

HEADER_WORDS: dict[str, tuple[str, ...]] = {
    "id": ("case id", "unique key", "service request id", "request id", "case enquiry id", "ticket", "reference", "number", "numero", "sr number", "id"),
    "closed": ("closed date", "closed dt", "date closed", "closed", "completion", "resolved", "fermeture", "cloture"),
    "due": ("target", "due", "expected", "sla date", "echeance"),
    "assigned": ("assigned date", "assigned at", "assigned dt", "date assigned"),
    "submitted": ("creation date", "created date", "open dt", "opened", "requested datetime", "date opened", "created", "submitted", "date de creation", "creation", "received", "reported", "date"),
    "status": ("case status", "request status", "status", "statut", "state", "etat"),
    "channel": ("channel", "source", "origin", "provenance", "method", "canal"),
    "department": ("agency name", "department", "division", "responsible", "agency", "service municipal", "direction"),
    "team": ("work group", "queue", "team", "crew", "equipe"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "postal_code": ("postal code", "zip code", "zipcode", "zip", "code postal"),
    "address": ("street address", "incident address", "address", "adresse", "location", "intersection"),
    "service": ("request type", "complaint type", "service name", "case title", "service request type", "activite", "problem", "type", "category", "categorie", "subject"),
    "resolution": ("resolution description", "closure reason", "status notes", "resolution", "outcome"),
    "description": ("description", "descriptor", "detail", "comments", "notes"),
}  # fmt: skip
STATUS_WORDS = {
    "confirmed": ("closed", "resol", "complete", "done", "fixed", "termine", "ferme", "clos", "resolu"),
    "cancelled": ("canc", "annule", "void", "deleted", "supprime"),
    "merged": ("dup",),
    "declined": ("reject", "declin", "refus", "invalid"),
    "assigned": ("assig", "progress", "dispatch", "scheduled", "en cours", "prise en charge"),
    "reviewed": ("accept", "acknowledg", "pending", "review", "triage", "valid"),
    "submitted": ("open", "new", "received", "submitted", "nouveau", "recu", "ouvert"),
}
CHANNEL_WORDS = {
    "phone": ("phone", "call", "voice", "tel"),
    "open311": ("mobile", "app", "iphone", "android"),
    "email": ("mail", "courriel"),
    "counter": ("walk", "person", "counter", "comptoir"),
    "mail": ("letter", "post", "fax", "courrier"),
    "social": ("twit", "twir", "facebook", "social", "sociaux"),
    "chat": ("chat", "bot"),
    "staff": ("employee", "staff", "inspect"),
    "web": ("web", "online", "self service", "internet", "site", "portal"),
}
