from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.values import Ground, PartyRole, Sees

SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)
CODE = "a code from a list"
WRITTEN = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)


class Follower(models.Model):
    """Somebody who did not ask for it and hears how it goes: a neighbour, a councillor, a contractor. See decision 0023."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="followers")
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")
    language = SPEAKS.on(models.CharField(max_length=2, default="en"))
    preferred = REACH.on(models.CharField(max_length=10, default="email"))
    since_at = models.DateTimeField()
    role = impersonal(
        models.CharField(
            max_length=15, choices=PartyRole, default=PartyRole.SAME_PROBLEM, db_default=PartyRole.SAME_PROBLEM
        ),
        CODE,
    )
    sees = impersonal(models.CharField(max_length=15, choices=Sees, default=Sees.PUBLIC, db_default=Sees.PUBLIC), CODE)
    ground = impersonal(
        models.CharField(max_length=10, choices=Ground, default=Ground.ASKED, db_default=Ground.ASKED), CODE
    )
    reason = WRITTEN.on(models.CharField(max_length=300, blank=True, db_default=""))  # the ground in words

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "customer"], name="follower_is_unique"),
            models.CheckConstraint(
                condition=~models.Q(sees="all_but_person", ground="asked"), name="follower_sees_all_with_a_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} follows {self.request_id}"
