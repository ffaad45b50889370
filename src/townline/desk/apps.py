from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "townline.desk"
    label = "desk"
