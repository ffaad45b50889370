"""Why a decision on a closing is refused."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class OwnWork(OperationRefused):
    message = _("This is your own work, or you proposed it: somebody else decides.")


class NothingToDecide(OperationRefused):
    message = _("Nothing waits for a decision here. Open the request to see what has happened.")


class WhyMissing(OperationRefused):
    message = _("Write why it goes back, so that the next visit mends it.")
