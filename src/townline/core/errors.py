"""The errors that an operation may raise. Each says to a person what happened and what to do next."""

from django.utils.translation import gettext_lazy as _


class OperationRefused(Exception):
    """An operation cannot be done as things stand. `message` is a sentence for the person who asked."""

    message = _("This cannot be done now.")

    def __init__(self, message: object = None) -> None:
        if message is not None:
            self.message = message  # type: ignore[assignment]  # a lazy translation or a plain sentence
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(OperationRefused):
    message = _("Your role does not allow this. Ask your supervisor if you need it.")


class NotFound(OperationRefused):
    message = _("There is nothing here, or it is not open to you.")


class EditConflict(OperationRefused):
    message = _("Somebody changed this while you were working on it. Look at the change, then try again.")
