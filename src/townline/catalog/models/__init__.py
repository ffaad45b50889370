from townline.catalog.models.alert import Alert
from townline.catalog.models.city_promise import CityPromise
from townline.catalog.models.group import Group
from townline.catalog.models.service import Service
from townline.catalog.models.service_version import ServiceVersion
from townline.catalog.models.stamp import Stamp

__all__ = ["Alert", "CityPromise", "Group", "Service", "ServiceVersion", "Stamp"]
