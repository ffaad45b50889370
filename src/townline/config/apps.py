"""Joins the rooms when Django is ready."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "townline.config"
    label = "config"

    def ready(self) -> None:
        from townline.config.wiring import WIRING  # app ready
        from townline.events import wiring  # app ready

        wiring.connect(table=WIRING)
