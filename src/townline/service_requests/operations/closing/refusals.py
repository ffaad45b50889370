"""Why a decision on a closing is refused."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class OwnWork(OperationRefused):
    message = _("You did this work: somebody else approves it.")


class NothingToDecide(OperationRefused):
    message = _("Nothing waits for a decision here. Open the request to see what has happened.")


class WhyMissing(OperationRefused):
    message = _("Write why it goes back, so that the next visit mends it.")
