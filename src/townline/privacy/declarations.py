"""Say on the model what a field holds about people, and read all of it back.

name = personal(
    models.CharField(max_length=160),
    purpose=Purpose.SERVICE, sensitivity=Sensitivity.PERSONAL, retention=RetentionClass.CUSTOMER,
)
code = impersonal(models.SlugField(), "a code of the catalogue")

class Group(models.Model):
    NOT_PERSONAL: ClassVar[str] = "headings of the catalogue"
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Field, Model

from townline.privacy.foreign_tables import FOREIGN_TABLES
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

F = TypeVar("F", bound="Field[Any, Any]")


@dataclass(frozen=True, slots=True)
class Declaration:
    purpose: Purpose
    sensitivity: Sensitivity
    retention: RetentionClass
    authority: Authority = Authority.MUNICIPAL_SERVICE

    def on(self, field: F) -> F:
        field.personal = self  # type: ignore[attr-defined]  # our mark
        return field


@dataclass(frozen=True, slots=True)
class DeclaredField:
    """One column: personal with its declaration, or not and why. `model` is empty for a table that is no model of ours."""

    room: str
    model: str
    table: str
    column: str
    declaration: Declaration | None
    reason: str = ""

    @property
    def is_personal(self) -> bool:
        return self.declaration is not None


def personal(
    field: F,
    *,
    purpose: Purpose,
    sensitivity: Sensitivity,
    retention: RetentionClass,
    authority: Authority = Authority.MUNICIPAL_SERVICE,
) -> F:
    return Declaration(purpose, sensitivity, retention, authority).on(field)


def impersonal(field: F, reason: str) -> F:
    """For a text that says nothing about anybody, or a code that only looks like one."""
    field.impersonal = reason  # type: ignore[attr-defined]  # our mark
    return field


def declared(models: Iterable[type[Model]] | None = None) -> tuple[DeclaredField, ...]:
    """Every declared column of every model, then those of tables that others own."""
    own = [found for model in (models or apps.get_models()) for found in _of_model(model)]
    taken = {(found.table, found.column) for found in own}
    return (*own, *(found for found in _of_others() if (found.table, found.column) not in taken))


def _of_model(model: type[Model]) -> Iterable[DeclaredField]:
    whole = str(getattr(model, "NOT_PERSONAL", ""))
    for field in model._meta.local_concrete_fields:
        declaration = getattr(field, "personal", None)
        reason = str(getattr(field, "impersonal", "") or whole)
        if declaration or reason:
            names = (model._meta.app_label, model.__name__, model._meta.db_table, str(field.column))
            yield DeclaredField(*names, declaration, "" if declaration else reason)


def _of_others() -> Iterable[DeclaredField]:
    """A table of ours may stand here too: of a room below, or a column that comes from Django's own base classes."""
    models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    for table, columns in FOREIGN_TABLES.items():
        model = models.get(table)
        names = (model._meta.app_label, model.__name__, table) if model else ("", "", table)
        for column, said in columns.items():
            if isinstance(said, str):
                yield DeclaredField(*names, column, None, said)
            else:
                yield DeclaredField(*names, column, Declaration(*said))
