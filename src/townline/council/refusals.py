"""Why something of a council office is refused."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import NotFound, OperationRefused


class WordsMissing(OperationRefused):
    message = _("Write something first.")


class NotLetIn(NotFound):
    message = _("These notes are the councillor’s own. Only the councillor can let an assistant read them.")


class NoPurpose(OperationRefused):
    message = _("Say why you need to see it.")


class Closed(OperationRefused):
    message = _(
        "Nothing personal of this request is open to your office. Ask the resident for their consent in writing."
    )


class NotByConsent(Closed):
    message = _("By-law enforcement stays closed to members of Council. Consent does not open it, so none is recorded.")


class Ended(OperationRefused):
    message = _("This question is closed. Ask a new one.")


class RuleRefused(OperationRefused):
    message = _("What is personal stays closed without the resident’s consent in writing: the law says so.")
