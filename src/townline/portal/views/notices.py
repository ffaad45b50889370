"""Which collection notice stood on a page: the number comes back with the form."""

from django.http import HttpRequest

from townline.core.errors import NotFound
from townline.privacy import queries as privacy
from townline.privacy.values import CurrentNotice


def shown_notice(request: HttpRequest, *, code: str) -> CurrentNotice | None:
    """The one in force; on the way back the one that the person had before their eyes, should it have changed since."""
    current = privacy.current_notice(code=code)
    said = request.POST.get("notice", "")
    if current is None or not said.isdigit() or int(said) == current.version_id:
        return current
    try:
        shown = privacy.shown_version(version_id=int(said[:18]))
    except NotFound:
        return current
    return shown if shown.code == code else current
