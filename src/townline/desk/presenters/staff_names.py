"""What members of staff are called."""

from collections.abc import Iterable

from townline.accounts import queries as accounts


def staff_names(ids: Iterable[int | None]) -> dict[int, str]:
    """The name of each of these users; nobody is asked after where there is none."""
    wanted = {number for number in ids if number is not None}
    return dict(accounts.all_users().filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
