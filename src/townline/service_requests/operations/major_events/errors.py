"""Why a major event cannot be declared or changed."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class MajorEventRefused(OperationRefused):
    message = _(
        "Name it in English and in French, say in both what residents should know, and choose at least one service."
    )


class BeganWrongly(OperationRefused):
    message = _("It begins now or earlier, at most 30 days ago: what is reported later joins by itself.")


class IsOver(OperationRefused):
    message = _("This event is over. Declare a new one if it has come back.")
