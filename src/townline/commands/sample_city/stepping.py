"""When a case reached each step."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from townline.commands.sample_city.story import Story

GRACE = timedelta(days=4)  # a completion younger than this still waits for approval


def steps_of(story: Story) -> dict[str, datetime]:
    """When each step was reached, in order."""
    case, chance, end = story.case, story.chance, _end_of(story)
    length = end - case.submitted_at
    ending = "confirmed" if case.ending == "merged" and story.setting.merged_into is None else case.ending
    steps: dict[str, datetime] = {}
    if ending == "submitted":
        return steps
    reviewed = case.submitted_at + min(length * 0.25, timedelta(hours=chance.uniform(0.2, 20)))
    steps["reviewed"] = reviewed
    if ending in {"assigned", "confirmed"}:
        steps["assigned"] = reviewed + min((end - reviewed) * 0.4, timedelta(hours=chance.uniform(0.1, 30)))
    if case.was_asked:
        steps["asked"] = reviewed + (end - reviewed) * 0.05
        steps["answered"] = reviewed + (end - reviewed) * 0.2
    return dict(sorted({**steps, **_end(story, ending, steps)}.items(), key=lambda step: step[1]))


def _end_of(story: Story) -> datetime:
    return story.case.closed_at or story.setting.at


def _end(story: Story, ending: str, steps: Mapping[str, datetime]) -> dict[str, datetime]:
    """How it came to its end, or where it stands."""
    end, reviewed = _end_of(story), steps["reviewed"]
    if ending == "confirmed":
        return _done(story, steps["assigned"], end)
    if ending in {"declined", "merged", "cancelled"}:
        return {ending: end}
    if ending == "waiting":
        return {"waiting": reviewed + (end - reviewed) * story.chance.uniform(0.1, 0.9)}
    return {}


def _done(story: Story, assigned: datetime, end: datetime) -> dict[str, datetime]:
    """Work is done, sometimes twice, and mostly approved by now."""
    steps: dict[str, datetime] = {}
    if story.case.was_reopened:
        steps["done_once"] = assigned + (end - assigned) * 0.5
        steps["disputed"] = assigned + (end - assigned) * 0.6
    steps["completed"] = end
    approved = end + timedelta(hours=story.chance.uniform(2, 90))
    if approved < story.setting.at and story.setting.at - end > GRACE * story.chance.uniform(0.2, 1):
        steps["confirmed"] = approved
    return steps
