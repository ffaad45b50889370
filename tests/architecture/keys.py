"""Foreign keys: a key written as a string hides from every import linter."""

from collections.abc import Iterable, Iterator

from django.db.models import Model
from django.db.models.fields.related import RelatedField

from tests.architecture.tree import BANDS, band_of

ROOMS = {room for band in BANDS for room in band}
Key = tuple[type[Model], "RelatedField[object, object]", type[Model]]


def keys_that_climb(models: Iterable[type[Model]]) -> list[str]:
    """Keys to a room above, or beside in the same band."""
    return [
        f"{_label(model)}.{field.name} points up to {_label(target)}"
        for model, field, target in _keys_across(models)
        if band_of(target._meta.app_label) >= band_of(model._meta.app_label)
    ]


def ways_back(models: Iterable[type[Model]]) -> list[str]:
    """Keys across rooms that leave a reverse accessor on the lower room."""
    return [
        f'{_label(model)}.{field.name}: set related_name="+"'
        for model, field, _ in _keys_across(models)
        if not field.remote_field.hidden
    ]


def _keys_across(models: Iterable[type[Model]]) -> Iterator[Key]:
    for model in models:
        for field in model._meta.get_fields():
            if not isinstance(field, RelatedField) or not isinstance(field.related_model, type):
                continue
            target = field.related_model
            here, there = model._meta.app_label, target._meta.app_label
            if here != there and here in ROOMS and there in ROOMS:
                yield model, field, target


def _label(model: type[Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"
