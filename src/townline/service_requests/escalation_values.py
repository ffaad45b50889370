"""The words of being told: what makes it happen, who, and how."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trigger(TextChoices):
    """What makes somebody be told."""

    TIME = "time", _("A promise runs out")
    DISPUTED = "disputed", _("The customer says it is not resolved")
    CONTACTED_AGAIN = "contacted_again", _("The customer asks again")


class Whom(TextChoices):
    """Who is told, from near to far."""

    ASSIGNEE = "assignee", _("Who has it in hand")
    TEAM_LEAD = "team_lead", _("Lead of the team")
    SUPERVISOR = "supervisor", _("Supervisor of the team")
    MANAGER = "manager", _("Manager of the department")
    ADMINISTRATOR = "administrator", _("Administrator")


class By(TextChoices):
    DESK = "desk", _("On the desk")
    MAIL = "mail", _("On the desk and by mail")
