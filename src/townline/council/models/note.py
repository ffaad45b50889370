import uuid

from django.conf import settings
from django.db import models

from townline.council.personal import own


class Note(models.Model):
    """A constituency note: the councillor's own. No reference to a request or a customer of the City, so that neither custody
    can be walked from the other; `about` is what the office typed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    about = own(models.CharField(max_length=160))
    words = own(models.TextField())
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    written_by = own(models.CharField(max_length=120, blank=True))

    class Meta:
        indexes = [models.Index(fields=["councillor", "-changed_at"], name="council_note_of")]

    def __str__(self) -> str:
        return str(self.uuid)


class NoteReader(models.Model):
    """An assistant whom the councillor lets read and write the notes. Nobody else can let anybody in."""

    councillor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    assistant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["councillor", "assistant"], name="note_reader_once")]

    def __str__(self) -> str:
        return f"{self.assistant_id} reads notes of {self.councillor_id}"


class HandOver(models.Model):
    """The notes of an ended term wait here for the councillor, and go by `remove_at` whether fetched or not."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    councillor = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    remove_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["remove_at"], name="hand_over_remove")]

    def __str__(self) -> str:
        return f"{self.councillor_id} until {self.remove_at:%Y-%m-%d}"
