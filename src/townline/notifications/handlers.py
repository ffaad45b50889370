"""Hears what happened to a request and writes the messages, in the transaction of the delivery: once."""

from procrastinate.contrib.django import app

from townline.events.values import RecordedEvent
from townline.notifications import operations


def tell_customer(*, event: RecordedEvent) -> None:
    operations.write_messages(event=event)


def count_as_told(*, event: RecordedEvent) -> None:
    operations.count_as_told(event=event)


def tell_follower(*, event: RecordedEvent) -> None:
    operations.greet_follower(event=event)


def tell_who_asked_again(*, event: RecordedEvent) -> None:
    operations.acknowledge_follow_up(event=event)


def tell_complainant(*, event: RecordedEvent) -> None:
    operations.write_about_complaint(event=event)


def tell_of_major_event(*, event: RecordedEvent) -> None:
    """In the background: there may be thousands of people."""
    task = app.configure_task("townline.notifications.tasks.write_major_update", queue="notifications")
    task.defer(update=event.data["update"])
