from django.db import models

from townline.privacy.declarations import Declaration
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.service_request import ServiceRequest

SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)


class Follower(models.Model):
    """Somebody with the same problem who wants to hear how it goes."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="followers")
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")
    language = SPEAKS.on(models.CharField(max_length=2, default="en"))
    preferred = REACH.on(models.CharField(max_length=10, default="email"))
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "customer"], name="follower_is_unique")]

    def __str__(self) -> str:
        return f"{self.customer_id} follows {self.request_id}"
