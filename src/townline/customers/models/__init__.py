from townline.customers.models.contact_point import ContactPoint, ContactPointKind
from townline.customers.models.customer import Customer
from townline.customers.models.duplicate import DuplicatePair, DuplicateSweep
from townline.customers.models.merge import Merge
from townline.customers.models.name_word import NameWord
from townline.customers.models.relation import Relation
from townline.customers.models.safety_alert import SafetyAlert
from townline.customers.models.segment import Persona, Segment

__all__ = [
    "ContactPoint",
    "ContactPointKind",
    "Customer",
    "DuplicatePair",
    "DuplicateSweep",
    "Merge",
    "NameWord",
    "Persona",
    "Relation",
    "SafetyAlert",
    "Segment",
]
