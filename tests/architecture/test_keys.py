from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.architecture import keys


def test_keys_point_down() -> None:
    assert keys.keys_that_climb(apps.get_models()) == []


def test_keys_across_rooms_have_no_way_back() -> None:
    assert keys.ways_back(apps.get_models()) == []


@isolate_apps("townline.places", "townline.catalog", "townline.customers")
def test_keys_finds_one_that_climbs_one_that_goes_sideways_and_a_way_back() -> None:
    class Area(models.Model):
        service = models.ForeignKey("catalog.Service", on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "places"

    class Service(models.Model):
        owner = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "catalog"

    class Customer(models.Model):
        area = models.ForeignKey(Area, on_delete=models.CASCADE)

        class Meta:
            app_label = "customers"

    planted = [Area, Service, Customer]
    assert keys.keys_that_climb(planted) == [
        "places.Area.service points up to catalog.Service",
        "catalog.Service.owner points up to customers.Customer",
    ]
    assert keys.ways_back(planted) == ['customers.Customer.area: set related_name="+"']
