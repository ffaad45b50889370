from typing import ClassVar

from django.db import models

from townline.service_requests.ageing import Standing


class OpenCount(models.Model):
    """How many requests more or fewer one team or person has with one day of promise: the sum of its rows is what is open.

    A trigger writes a row whenever a request comes, moves or goes (migration 0007), so nobody waits for anybody else's count. A job
    adds up what belongs together.
    """

    NOT_PERSONAL: ClassVar[str] = "numbers of requests by the number of who works on them"

    department_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    assignee_id = models.BigIntegerField(null=True)
    standing = models.CharField(max_length=20, choices=Standing)
    is_sealed = models.BooleanField()
    due_date = models.DateField(null=True)  # in the city's time zone; only of what runs
    number = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.standing} {self.due_date}: {self.number:+}"
