"""The case against one server: what was asked, what it answered, and what the rules may draw from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from townline.commands.open311_check.answers import FORMATS, Answer, Probe
from townline.commands.open311_check.documents import Document, Record, Unreadable, read
from townline.commands.open311_check.rule import Skipped

Query = Mapping[str, str]
_DEFINITIONS_ASKED_LIVE = 5


@dataclass(frozen=True)
class Writing:
    """What --post was given: nothing is written without it."""

    api_key: str
    service_code: str | None = None
    extra: Sequence[tuple[str, str]] = ()


@dataclass
class Case:
    probe: Probe
    writing: Writing | None = None
    answers: dict[tuple[str, ...], Answer | None] = field(default_factory=dict)

    def fetch(self, path: str, query: Query | None = None) -> Answer | None:
        """Ask once; the same question later gets the same answer."""
        asked = dict(query or {})
        key = (path, *(f"{name}={value}" for name, value in sorted(asked.items())))
        if key not in self.answers:
            self.answers[key] = self.probe.get(path=path, query=asked)
        return self.answers[key]

    def post(self, path: str, form: Sequence[tuple[str, str]]) -> Answer:
        key = ("POST", path, *(f"{name}={value}" for name, value in form))
        if key not in self.answers:
            self.answers[key] = self.probe.post(path=path, form=form)
        answer = self.answers[key]
        if answer is None:
            raise Skipped("nothing can be posted here")
        return answer

    def discovery(self, suffix: str) -> Answer | None:
        key = ("discovery", suffix)
        if key not in self.answers:
            self.answers[key] = self.probe.discovery(suffix=suffix)
        return self.answers[key]

    @property
    def formats(self) -> list[str]:
        """XML, and JSON where it is declared or simply works."""
        return ["xml", *(["json"] if self.offers_json else [])] if not self.probe.is_recorded else list(FORMATS)

    @property
    def offers_json(self) -> bool:
        answer = self.fetch("services.json")
        return answer is not None and answer.status in {None, 200} and _is_readable(answer)

    def documents(self, stem: str, query: Query | None = None) -> list[Document]:
        """The successful answers to one question in every format on offer; Skipped where there is none."""
        found: list[Document] = []
        why = "nothing is recorded" if self.probe.is_recorded else "no answer"
        for suffix in self.formats:
            answer = self.fetch(f"{stem}.{suffix}", query)
            if answer is None:
                continue
            if answer.status not in {None, 200}:
                why = f"{answer.source} answered {answer.status}"
            elif _is_readable(answer):
                found.append(read(answer))
            else:
                why = f"{answer.source} cannot be read"
        if not found:
            raise Skipped(why)
        return found

    def records(self, stem: str, list_name: str, item_name: str, query: Query | None = None) -> list[Record]:
        return [r for document in self.documents(stem, query) for r in document.records(list_name, item_name)]

    def services(self) -> list[Record]:
        return self.records("services", "services", "service")

    def requests(self, query: Query | None = None) -> list[Record]:
        return self.records("requests", "service_requests", "request", query)

    def definitions(self) -> list[Document]:
        """A few services that say metadata=true; of a recording all that were kept."""
        codes = dict.fromkeys(
            s.text("service_code") or "" for s in self.services_if_any() if s.text("metadata") == "true"
        )
        found: list[Document] = []
        for code in list(codes)[: None if self.probe.is_recorded else _DEFINITIONS_ASKED_LIVE]:
            try:
                found += self.documents(f"services/{code}")
            except Skipped:
                continue
        if not found:
            raise Skipped("no service says metadata=true, or no definition is at hand")
        return found

    def services_if_any(self) -> list[Record]:
        try:
            return self.services()
        except Skipped:
            return []

    def attributes(self) -> list[Record]:
        return [a for document in self.definitions() for a in document.record().records("attributes", "attribute")]

    def live(self) -> None:
        if self.probe.is_recorded:
            raise Skipped("a recording cannot be asked")

    def sample(self) -> Record:
        """The first request of the default list that has an id."""
        requests = [r for r in self.requests() if r.text("service_request_id")]
        if not requests:
            raise Skipped("the server lists no request")
        return requests[0]


def _is_readable(answer: Answer) -> bool:
    try:
        read(answer)
    except Unreadable:
        return False
    return True
