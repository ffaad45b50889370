import uuid

from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

TYPED = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.DRAFT)


class Draft(models.Model):
    """A form that is being filled in, by a resident or by staff. `data` is what was typed; it is removed after a while."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    owner_id = models.BigIntegerField(null=True, db_index=True)  # the member of staff; nobody for a resident
    service_code = impersonal(models.CharField(max_length=80), "a code from a list")
    data = TYPED.on(models.JSONField(default=dict))
    submitted_as = impersonal(
        models.CharField(max_length=9, blank=True), "nine digits drawn by chance"
    )  # the reference, once sent
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.uuid)
