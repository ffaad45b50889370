"""Addresses of the settings."""

from django.urls import URLPattern, path

from townline.desk.views import (
    settings_alerts,
    settings_index,
    settings_keys,
    settings_people,
    settings_rules,
    settings_texts,
)
from townline.desk.views.services import edit, listed, new, publish, record, steps, versions
from townline.desk.views.settings_areas import AREAS
from townline.desk.views.settings_closing import CLOSING_RULES
from townline.desk.views.settings_kinds.pages import pages_of
from townline.desk.views.settings_organisation import DEPARTMENTS, GROUPS, TEAMS
from townline.desk.views.settings_segments import PERSONAS, SEGMENTS

urlpatterns: list[URLPattern] = [
    path("settings/", settings_index.index, name="settings"),
    path("settings/services", listed.services, name="settings_services"),
    path("settings/services/new", new.new, name="settings_service_new"),
    path("settings/services/<slug:code>", record.service, name="settings_service"),
    path("settings/services/<slug:code>/change", edit.edit, name="settings_service_edit"),
    path("settings/services/<slug:code>/look", publish.review, name="settings_service_review"),
    path("settings/services/<slug:code>/do", steps.act, name="settings_service_act"),
    path("settings/services/<slug:code>/history", versions.history, name="settings_service_history"),
    path(
        "settings/services/<slug:code>/versions/<int:number>",
        versions.version,
        name="settings_service_version",
    ),
    path("settings/texts", settings_texts.texts, name="settings_texts"),
    path("settings/texts/<slug:step>", settings_texts.text, name="settings_text"),
    path("settings/rules", settings_rules.rules, name="settings_rules"),
    path("settings/rules/try", settings_rules.try_rules, name="settings_rules_try"),
    path("settings/keys/new", settings_keys.new, name="settings_keys_new"),
    path("settings/keys/<int:number>/switch", settings_keys.switch, name="settings_keys_switch"),
    path("settings/people/<int:number>/do", settings_people.act, name="settings_people_act"),
    path("settings/alerts/<int:number>/do", settings_alerts.act, name="settings_alerts_act"),
    *pages_of(GROUPS),
    *pages_of(DEPARTMENTS),
    *pages_of(TEAMS),
    *pages_of(settings_people.PEOPLE),
    *pages_of(settings_rules.RULES, listing=False),
    *pages_of(CLOSING_RULES),
    *pages_of(AREAS),
    *pages_of(settings_alerts.ALERTS),
    *pages_of(SEGMENTS),
    *pages_of(PERSONAS),
    *pages_of(settings_keys.KEYS, new=False),
]
