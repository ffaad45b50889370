"""A queue hears what changes in it."""

from django.conf import settings

from townline.accounts.values import Viewer
from townline.core import live
from townline.service_requests.queries import Tab


def live_of(viewer: Viewer, tab: Tab) -> dict[str, object]:
    topics = {
        Tab.MINE: [live.user_topic(user) for user in sorted(viewer.users)],
        Tab.TEAM: [live.team_topic(team) for team in sorted(viewer.teams)],
        Tab.ALL: [live.QUEUE_TOPIC],
    }.get(tab, [])
    if not topics:
        return {}
    token = live.sign_topics(topics)
    return {"live_url": f"{settings.TOWNLINE_LIVE_URL}/live?token={token}", "live_topics": " ".join(topics)}
