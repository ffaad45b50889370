"""What stops an import before its first row, and what turns one row away."""

from townline.core.errors import OperationRefused


class ImportRefused(OperationRefused):
    """The whole import cannot start or go on. The message says what to do."""


class RowRejected(ValueError):
    """One row cannot be taken. `reason` goes beside it into the file of rejected rows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
