"""Telephone numbers and e-mail addresses as people say them and press them."""


def contact_words(kind: str, value: str) -> str:
    """A Canadian number as people say it."""
    if kind == "phone" and value.startswith("+1") and len(value) == 12:
        return f"{value[2:5]} {value[5:8]} {value[8:]}"
    return value


def contact_link(kind: str, value: str) -> str:
    return f"mailto:{value}" if kind == "email" else f"tel:{value}"
