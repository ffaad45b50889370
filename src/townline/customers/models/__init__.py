from townline.customers.models.contact_point import ContactPoint, ContactPointKind
from townline.customers.models.customer import Customer

__all__ = ["ContactPoint", "ContactPointKind", "Customer"]
