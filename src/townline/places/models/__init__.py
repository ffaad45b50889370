from townline.places.models.address import Address
from townline.places.models.area import Area, AreaKind
from townline.places.models.asset import Asset
from townline.places.models.council_term import CouncilTerm

__all__ = ["Address", "Area", "AreaKind", "Asset", "CouncilTerm"]
