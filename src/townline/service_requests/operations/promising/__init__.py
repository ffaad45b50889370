from townline.service_requests.operations.promising.correct import CannotBeThat, change_priority, change_service
from townline.service_requests.operations.promising.first_contact import SayWhatAndWhen, say_what_and_when
from townline.service_requests.operations.promising.repromise import repromise
from townline.service_requests.operations.promising.told import customer_told

__all__ = [
    "CannotBeThat",
    "SayWhatAndWhen",
    "change_priority",
    "change_service",
    "customer_told",
    "repromise",
    "say_what_and_when",
]
