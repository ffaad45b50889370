from townline.places.operations.areas import AreaRefused, ShapeRefused, add_area, checked_shape, save_area
from townline.places.operations.bring import Brought, bring_addresses, bring_areas, bring_assets
from townline.places.operations.load import AddressRow, AreaRow, AssetRow, load_addresses, load_areas, load_assets
from townline.places.operations.terms import TermRefused, save_term

__all__ = [
    "AddressRow",
    "AreaRefused",
    "AreaRow",
    "AssetRow",
    "Brought",
    "ShapeRefused",
    "TermRefused",
    "add_area",
    "bring_addresses",
    "bring_areas",
    "bring_assets",
    "checked_shape",
    "load_addresses",
    "load_areas",
    "load_assets",
    "save_area",
    "save_term",
]
