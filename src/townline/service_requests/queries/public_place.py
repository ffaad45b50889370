"""Where the public sees a request: as exactly as its block, and no more (decision 0011)."""

from django.conf import settings


def public_degree(column: str) -> str:
    """A column of degrees as SQL, rounded."""
    factor = 10**settings.TOWNLINE_PUBLIC_POINT_DECIMALS
    return f"(round({column} * {factor}) / {factor}::float8)"


def public_point(*, lat: float | None, long: float | None) -> tuple[float, float] | None:
    """The same for a page."""
    if lat is None or long is None:
        return None
    decimals = settings.TOWNLINE_PUBLIC_POINT_DECIMALS
    return round(lat, decimals), round(long, decimals)
