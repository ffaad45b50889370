"""The rules of closing, in their order."""

from django.db.models import QuerySet

from townline.core.errors import NotFound
from townline.service_requests.models import ClosingRule


def all_rules() -> QuerySet[ClosingRule]:
    return ClosingRule.objects.select_related("department").order_by("-is_active", "position", "id")


def rule_by_id(*, rule_id: int) -> ClosingRule:
    rule = all_rules().filter(pk=rule_id).first()
    if rule is None:
        raise NotFound
    return rule
