"""A server made of files: the rules run over recorded payloads as they do over a live server."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from townline.commands.open311_check.answers import Answer


class RecordedProbe:
    """`files` by resource, as in {"services.xml": ..., "services/033.json": ..., "discovery.xml": ...}."""

    is_recorded = True

    def __init__(self, *, files: Mapping[str, Path | bytes]) -> None:
        self._files = files

    def discovery(self, *, suffix: str) -> Answer | None:
        return self.get(path=f"discovery.{suffix}", query={})

    def get(self, *, path: str, query: Mapping[str, str]) -> Answer | None:
        kept = self._files.get(path)
        if kept is None or query:
            return None
        body = kept if isinstance(kept, bytes) else kept.read_bytes()
        return Answer(body=body, suffix=path.rpartition(".")[2], source=path)

    def post(self, *, path: str, form: Sequence[tuple[str, str]]) -> Answer | None:
        return None


def probe_of_folder(folder: Path) -> RecordedProbe:
    """A folder laid out like the server: services.xml, services/033.xml, requests.json, discovery.xml."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*") if path.is_file()}
    return RecordedProbe(files=found)
