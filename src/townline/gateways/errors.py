"""What a gateway raises: callers decide by `permanent` whether to try again."""


class GatewayError(Exception):
    """The outside system did not do what was asked."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent
