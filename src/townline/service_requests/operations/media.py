"""Pictures that an application named by their address: fetched from the open internet by a job, never from inside."""

import logging
import uuid
from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import Exists, OuterRef, QuerySet

from townline.core.transactions import transaction
from townline.gateways.errors import GatewayError
from townline.gateways.http.port import Call, HttpClient, Limits
from townline.service_requests import pictures
from townline.service_requests.models import Photo, PhotoState, ServiceRequest
from townline.service_requests.operations.photos import prepare_photo
from townline.service_requests.pictures import PictureRefused

logger = logging.getLogger(__name__)
TRIED_FOR = timedelta(hours=6)  # what has not answered by then is given up
AT_ONCE = 20
SECONDS = 10.0


def fetch_media(*, client: HttpClient, at: datetime) -> int:
    """Adds the named picture to each request that waits for one; returns how many were settled, well or badly."""
    return sum(_fetch(request, client, at) for request in _waiting(at)[:AT_ONCE])


def _waiting(at: datetime) -> QuerySet[ServiceRequest]:
    """Only of applications: imported requests keep their address and nothing is fetched for them."""
    settled = Photo.objects.filter(request=OuterRef("pk"), source_url=OuterRef("media_url"))
    recent = ServiceRequest.objects.filter(
        visibility="public", submitted_at__gte=at - 4 * TRIED_FOR, channel="open311", source=""
    )
    return recent.exclude(media_url="").exclude(Exists(settled)).order_by("submitted_at")


def _fetch(request: ServiceRequest, client: HttpClient, at: datetime) -> bool:
    limits = Limits(seconds=SECONDS, bytes=settings.TOWNLINE_PHOTO_BYTES, redirects=3)
    try:
        reply = client.send(call=Call(url=request.media_url), limits=limits)
    except GatewayError as error:
        logger.warning("The picture of %s was not fetched: %s", request.reference, error)
        return _give_up(request, at) if error.permanent or _is_late(request, at) else False
    if reply.status != 200:
        return _give_up(request, at) if reply.status < 500 or _is_late(request, at) else False
    return _keep(request, reply.body, at)


def _is_late(request: ServiceRequest, at: datetime) -> bool:
    return at - request.submitted_at > TRIED_FOR


def _keep(request: ServiceRequest, body: bytes, at: datetime) -> bool:
    try:
        seen = pictures.look(file=BytesIO(body))
    except PictureRefused:
        return _give_up(request, at)
    photo = Photo(
        uuid=uuid.uuid4(),
        request=request,
        source_url=request.media_url,
        lat=seen.lat,
        long=seen.long,
        added_at=at,
        fingerprints=[pictures.fingerprint(body)],
    )
    with transaction():
        photo.file.save(f"{photo.uuid}.{seen.kind}.new", ContentFile(body), save=True)
    prepare_photo(photo_id=photo.pk)
    return True


def _give_up(request: ServiceRequest, at: datetime) -> bool:
    """The row says that nobody needs to look again."""
    Photo.objects.create(request=request, source_url=request.media_url, state=PhotoState.REFUSED, added_at=at)
    return True
