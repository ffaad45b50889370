"""Joins the rooms when Django is ready."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "townline.config"
    label = "config"

    def ready(self) -> None:
        from townline.config import demo_clock  # app ready
        from townline.config.wiring import HOLDERS, WIRING  # app ready
        from townline.events import wiring  # app ready
        from townline.privacy import holdings  # app ready
        from townline.records_office import queries as records_office  # app ready

        wiring.connect(table=WIRING)
        holdings.connect(holders=HOLDERS, is_signed=records_office.is_signed)
        demo_clock.install()
