"""Why this room keeps what it keeps about people; each field of the models says which of these holds."""

from townline.privacy.declarations import Declaration
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

IDENTITY = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.CUSTOMER)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.CUSTOMER)
NEEDS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.SENSITIVE, RetentionClass.CUSTOMER)
SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.CUSTOMER)
SAFETY = Declaration(Purpose.SAFETY, Sensitivity.SENSITIVE, RetentionClass.CUSTOMER, Authority.WORKPLACE_SAFETY)
PROOF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.PERSONAL, RetentionClass.CUSTOMER)
STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.CUSTOMER, Authority.EMPLOYMENT)
A_CODE = "one of a few words that the program knows"
ANOTHER_SYSTEM = "which file the row came from"
