from django.db.models import Count, Q, QuerySet

from townline.catalog.models import Group
from townline.core.errors import NotFound


def all_groups() -> QuerySet[Group]:
    """The headings in the order of the catalogue, each with the number of its `offered` services."""
    return Group.objects.annotate(offered=Count("services", filter=Q(services__is_active=True))).order_by(
        "position", "name_en"
    )


def group_by_id(*, group_id: int) -> Group:
    group = all_groups().filter(pk=group_id).first()
    if group is None:
        raise NotFound
    return group
