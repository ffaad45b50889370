"""Addresses for machines, resolved by the MachineDoor in front of all page middleware."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
