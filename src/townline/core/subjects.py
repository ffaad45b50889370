"""A stable uuid for a thing that has only a number, so that its events have a subject."""

from uuid import UUID, uuid5

_TOWNLINE = UUID("7f0d6b52-0f3e-5a55-9c39-3a1f3c1f7311")


def subject_uuid(*, kind: str, id: int | str) -> UUID:  # noqa: A002 - the field's word
    return uuid5(_TOWNLINE, f"{kind}:{id}")
