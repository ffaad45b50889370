"""Whom a customer is related to, and who speaks for whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.desk.presenters.customers.naming import name_of
from townline.ui import times

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.customers.queries import CustomerFile, Related


@dataclass(frozen=True, slots=True)
class RelatedView:
    uuid: str
    url: str
    name: str
    words: str
    on_behalf: str
    is_over: bool
    request_url: str = ""


def relation_views(file: "CustomerFile", *, at: datetime) -> list[RelatedView]:
    return [_related(related, file.customer, at) for related in file.relations]


def _related(related: "Related", customer: "Customer", at: datetime) -> RelatedView:
    relation, name = related.relation, name_of(related.other)
    role = relation.get_role_display()
    words = _("%(role)s of this person") if related.is_theirs is False else _("This person is: %(role)s")
    request_url = ""
    if related.speaks_for:
        request_url = f"{reverse('desk:intake')}?spoken_by={customer.uuid}&spoken_for={related.other.uuid}"
    return RelatedView(
        request_url=request_url,
        uuid=str(relation.uuid),
        url=reverse("desk:customer", args=[related.other.uuid]),
        name=name,
        words=words % {"role": role},
        on_behalf=_on_behalf(related, name, at),
        is_over=related.is_over,
    )


def _on_behalf(related: "Related", name: str, at: datetime) -> str:
    """Who may speak for whom, and until when; nothing where nobody does."""
    relation = related.relation
    if not (relation.on_behalf and relation.until_date):
        return ""
    words = {"name": name, "until": times.short(relation.until_date, today=times.day_of(at))}
    if related.is_over:
        return _("The consent ended %(until)s: nobody speaks for anybody now") % words
    if related.is_theirs:
        return _("May speak for %(name)s until %(until)s") % words
    return _("%(name)s may speak for this person until %(until)s") % words
