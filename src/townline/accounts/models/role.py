from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CSR = "csr", _("Customer service representative")
    WORKER = "worker", _("Department worker")
    SUPERVISOR = "supervisor", _("Supervisor")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    RECORDS_CLERK = "records_clerk", _("Records clerk")
    COUNCILLOR = "councillor", _("Councillor")
    COUNCIL_ASSISTANT = "council_assistant", _("Assistant of a councillor")
    LIAISON_OFFICER = "liaison_officer", _("Council liaison officer")
