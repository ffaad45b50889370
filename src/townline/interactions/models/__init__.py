from townline.interactions.models.attempt_rule import AttemptRule
from townline.interactions.models.handling import Handling
from townline.interactions.models.interaction import Interaction
from townline.interactions.models.mail import CoverSheet, CustodyStep, MailItem, MailPage
from townline.interactions.models.matter import Matter
from townline.interactions.models.outreach import ContactAttempt, Outreach
from townline.interactions.models.transfer import Transfer

__all__ = [
    "AttemptRule",
    "ContactAttempt",
    "CoverSheet",
    "CustodyStep",
    "Handling",
    "Interaction",
    "MailItem",
    "MailPage",
    "Matter",
    "Outreach",
    "Transfer",
]
