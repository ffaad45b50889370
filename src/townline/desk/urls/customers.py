"""Addresses of customers and of places as the desk sees them."""

from django.urls import URLPattern, path

from townline.desk.views import customers

urlpatterns: list[URLPattern] = [
    path("customers", customers.find, name="customers"),
    path("customers/<uuid:uuid>", customers.record, name="customer"),
]
