"""What promises do when something happens."""

from procrastinate.contrib.django import app

from townline.events.values import RecordedEvent

_JOB = "townline.service_levels.tasks.recompute_due"


def count_promises_anew(*, event: RecordedEvent) -> None:
    """Other opening days: in parts, by jobs, so that nobody waits for it."""
    job = app.configure_task(_JOB, queue="service_levels")
    job.defer(department_id=event.data["department_id"], since=event.data["effective_from"], after=None)
