"""One case as the rows that it would have left: the request, its events, clock, notes, assignment and contact."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from townline.catalog.definitions import PlaceRule
from townline.commands.sample_city.happening import told
from townline.commands.sample_city.phrases import said
from townline.commands.sample_city.promising import clocks_of, promised
from townline.commands.sample_city.stepping import steps_of
from townline.commands.sample_city.story import Setting, Story
from townline.core.actor import RESIDENT, Actor
from townline.core.words import plain
from townline.places.values import block_of
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types as facts
from townline.service_requests.operations import RequestRow

RELEASED = 0.3
TAKEN_BY_STAFF = {"phone", "counter", "email", "other"}


def tell(*, story: Story, reference: str) -> RequestRow:
    """Writes the story into its batch and returns the row of the request."""
    case, setting = story.case, story.setting
    definition, where = setting.entry.definition, _where(setting)
    planned = promised(story, road_class=where["road_class"])
    due_at = planned[ClockKind.RESOLUTION].due_at
    steps = steps_of(story)
    by = _submitted(story, due_at)
    changes = told(story, steps, due_at)
    story.batch.clocks += clocks_of(story=story, steps=steps, planned=planned)
    text = said(story.chance, service=definition.code, language=case.language, place=setting.place)
    if setting.place.text not in text:  # the public sees the block and not the house
        changes |= _release(story, steps)
    return RequestRow(
        uuid=story.uuid, reference=reference, service_id=setting.entry.id, service_number=setting.entry.number,
        visibility=definition.visibility.value, channel=case.channel, department_id=setting.organised.departments[setting.team_id],
        submitted_at=case.submitted_at, updated_at=story.updated_at, version=1 + len(steps), description=text,
        answers=json.dumps(setting.answers, ensure_ascii=False), priority=definition.priority,
        words=plain(f"{text} {where['address']}"), customer_id=setting.customer_id, language=case.language,
        preferred=setting.preferred, taken_by_id=by.id, team_id=setting.team_id, promised_at=due_at,
        merged_into_id=setting.merged_into[0] if setting.merged_into else None, **where, **changes,
    )  # fmt: skip


def _submitted(story: Story, due_at: datetime) -> Actor:
    """Returns who took it down."""
    case, setting = story.case, story.setting
    by = story.front() if case.channel in TAKEN_BY_STAFF else RESIDENT
    submitted = facts.Submitted(
        service=setting.entry.definition.code, channel=case.channel, team_id=setting.team_id,
        visibility=setting.entry.definition.visibility.value, due_at=due_at.isoformat(),
    )  # fmt: skip
    story.happened(submitted, by, case.submitted_at)
    return by


def _where(setting: Setting) -> dict[str, Any]:
    """The columns of the place; of a service that asks for none, nothing."""
    definition, place = setting.entry.definition, setting.place
    road_class = place.road_class if definition.asks_for_road else ""
    if definition.place is PlaceRule.NONE:
        return {"address": "", "block": block_of(""), "postal_code": "", "lat": None, "long": None,
                "ward_id": None, "road_class": road_class}  # fmt: skip
    return {"address": place.text, "block": block_of(place.text), "postal_code": place.postal_code, "lat": place.lat,
            "long": place.lon, "ward_id": setting.ward_id, "road_class": road_class}  # fmt: skip


def _release(story: Story, steps: Mapping[str, datetime]) -> dict[str, datetime]:
    """Staff let the public read some residents' words."""
    is_public = story.setting.entry.definition.is_public and "reviewed" in steps
    if not is_public or story.chance.random() >= RELEASED:
        return {}
    at = min(steps["reviewed"] + timedelta(minutes=5), story.setting.at)
    story.happened(facts.WordsReleased(released=True), story.front(), at)
    return {"words_released_at": at}
