"""Events of a request that are always said in the same words."""

from django.utils.translation import gettext_lazy

FIXED_WORDS = {
    "service_request.accepted": ("check", gettext_lazy("Accepted")),
    "service_request.declined": ("stop", gettext_lazy("Closed: cannot do")),
    "service_request.customer_asked": ("mail", gettext_lazy("Asked the customer; the clock stands still")),
    "service_request.customer_answered": ("person", gettext_lazy("The customer answered; the clock goes on")),
    "service_request.reopened": ("undo", gettext_lazy("Opened again, with a new date")),
    "service_request.disputed": ("flag", gettext_lazy("This is not resolved, it was said")),
    "service_request.cancelled": ("close", gettext_lazy("Withdrawn by the customer")),
    "service_request.photo_added": ("camera", gettext_lazy("Photo added")),
    "service_request.followed": ("bell", gettext_lazy("Somebody with the same problem follows it")),
    "service_request.first_contacted": ("mail", gettext_lazy("The customer was told what will be done and by when")),
    "service_request.repromised": ("clock", gettext_lazy("Another day was promised")),
    "service_request.follower_added": ("bell", gettext_lazy("Somebody else is told of it from now on")),
    "service_request.follower_removed": ("bell", gettext_lazy("Somebody is told of it no more")),
    "service_request.followed_up": ("person", gettext_lazy("Somebody asked again")),
    "service_request.follow_up_answered": ("check", gettext_lazy("Who asked again has an answer")),
    "service_request.followed_by_new": ("plus", gettext_lazy("Asked again long after the closing: a new request")),
    "service_request.dispute_judged": ("flag", gettext_lazy("A supervisor judged the disputed closing")),
    "service_request.details_changed": ("swap", gettext_lazy("Details corrected")),
    "service_request.task_not_needed": ("close", gettext_lazy("A task is not needed")),
    "service_request.task_sent_back": ("undo", gettext_lazy("A task is to be done again")),
    "service_request.tasks_done": ("good", gettext_lazy("Every task is done")),
    "privacy.glass_broken": ("lock", gettext_lazy("Who asked was opened with a reason")),
    "privacy.glass_reviewed": ("lock", gettext_lazy("The reason for opening was reviewed")),
    "service_level.breached": ("warning", gettext_lazy("The promised date has passed")),
    "message.taken_back": ("undo", gettext_lazy("A message was taken back")),
    "message.sent": ("mail", gettext_lazy("A message was sent")),
}
