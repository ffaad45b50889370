"""Whom an access request is about."""

from townline.core.errors import NotFound
from townline.customers import holdings as customers
from townline.customers import queries as known
from townline.privacy.holdings import Person
from townline.records_office.models import AccessRequest


def people_of(*, access: AccessRequest) -> list[Person]:
    """The person with all records that stewards found to be the same."""
    try:
        survivor = known.customer_of(uuid=access.person)
    except NotFound:
        return []
    return customers.people(uuids=known.uuids_of(customers=known.same_person(customer=survivor.pk)))


def own_words(*, access: AccessRequest) -> list[str]:
    """Names, numbers and addresses of the person and of who asks for them: what is their own to read."""
    traces = (trace for person in people_of(access=access) for trace in person.traces)
    return [text for text in (access.name, access.by_whom, access.send_to, *traces) if text]
