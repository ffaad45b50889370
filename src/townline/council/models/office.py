from django.conf import settings
from django.db import models

from townline.council.personal import own
from townline.privacy.declarations import impersonal


class Office(models.Model):
    """How one office likes it. `hand_over_email` and `hand_over_secret` are where and how the notes reach the councillor later."""

    councillor = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    wants_digest = models.BooleanField(default=True)
    digest_at = models.DateTimeField(null=True)  # the last one
    hand_over_email = own(models.EmailField(blank=True))
    hand_over_secret = impersonal(models.CharField(max_length=128, blank=True), "a digest of words only they know")

    def __str__(self) -> str:
        return str(self.councillor_id)
