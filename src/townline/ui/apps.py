from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "townline.ui"
    label = "ui"
