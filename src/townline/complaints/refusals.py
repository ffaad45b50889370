"""Why a step of a complaint is refused."""

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused


class NotIndependent(OperationRefused):
    message = _("This person is concerned by the complaint and cannot have it. Choose somebody who is not.")


class NotOpen(OperationRefused):
    message = _("This stage is decided. Nothing more is done here unless the customer goes on.")


class WordsMissing(OperationRefused):
    message = _("Write something first.")
