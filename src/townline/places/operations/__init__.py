from townline.places.operations.areas import AreaRefused, ShapeRefused, add_area, checked_shape, save_area
from townline.places.operations.bring import Brought, bring_addresses, bring_areas, bring_assets
from townline.places.operations.load import AddressRow, AreaRow, AssetRow, load_addresses, load_areas, load_assets

__all__ = [
    "AddressRow",
    "AreaRefused",
    "AreaRow",
    "AssetRow",
    "Brought",
    "ShapeRefused",
    "add_area",
    "bring_addresses",
    "bring_areas",
    "bring_assets",
    "checked_shape",
    "load_addresses",
    "load_areas",
    "load_assets",
    "save_area",
]
