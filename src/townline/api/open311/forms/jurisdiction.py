from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from townline.api.open311.refusals import not_found


def check_jurisdiction(arguments: QueryDict) -> None:
    """It may be left out here; a report for another city must not land in ours. Raises Refused."""
    asked = arguments.get("jurisdiction_id", "").strip().lower()
    ours = settings.OPEN311_JURISDICTION.lower()
    if asked and ours and asked != ours:
        raise not_found(
            _("jurisdiction_id: this server answers for “%(ours)s”, not “%(asked)s”.")
            % {"ours": ours, "asked": asked[:100]}
        )
