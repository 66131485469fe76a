"""All that one crawl of one source needs from outside: time, place to keep bytes, stand-ins, replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scrapy.settings import BaseSettings

from crawler.clock import Clock
from crawler.errors import ListingError
from crawler.hosts import HostMap
from crawler.manifest import Manifest, ManifestLine, unused_crawl_id
from crawler.records import CrawlReport, from_json
from crawler.store import RawStore


@dataclass(frozen=True, slots=True)
class CrawlContext:
    """One crawl of `source`. In a replay `replayed` holds the answers, `origin` the crawl they are from.

    `former` holds the answers that the records of `last_good` were made from, so that an unchanged file need
    not come again."""

    source: str
    crawl_id: str
    data_dir: Path
    clock: Clock
    store: RawStore
    hosts: HostMap
    manifest: Manifest
    origin: CrawlReport | None = None
    replayed: Mapping[tuple[str, str, str], ManifestLine] = field(default_factory=dict)
    former: Mapping[tuple[str, str, str], ManifestLine] = field(default_factory=dict)
    last_good: CrawlReport | None = None

    @property
    def is_replay(self) -> bool:
        """Whether every answer comes from the raw store and nothing from the network."""
        return self.origin is not None

    def file_line(self, scheme: str) -> ManifestLine | None:
        """The manifest line of the local file of this kind that the replayed crawl read, if it read one."""
        return next((line for line in self.replayed.values() if line.url.startswith(scheme)), None)


def open_context(source: str, settings: BaseSettings) -> CrawlContext:
    """The context of a crawl as the settings `DATA_DIR`, `TODAY`, `HOST_MAP` and `REPLAY` describe it.

    Raises:
        ListingError: a replay was asked for and there is no good crawl to replay.
    """
    data_dir = Path(settings.get("DATA_DIR", "data"))
    today = settings.get("TODAY")
    clock = Clock(date.fromisoformat(today) if today else None)
    hosts = HostMap(settings.getdict("HOST_MAP"))
    store = RawStore(data_dir)
    if not settings.getbool("REPLAY"):
        crawl_id = unused_crawl_id(data_dir, source, clock.now())
        manifest, (former, last_good) = Manifest(data_dir, source, crawl_id), _former(source, data_dir)
        return CrawlContext(
            source, crawl_id, data_dir, clock, store, hosts, manifest, former=former, last_good=last_good
        )
    origin = _last_good_crawl(source, data_dir)
    manifest = Manifest(data_dir, source, origin.read_crawl_id or origin.crawl_id)
    return CrawlContext(
        source, origin.crawl_id, data_dir, clock, store, hosts, manifest, origin, _answers(source, manifest)
    )


def _former(
    source: str, data_dir: Path
) -> tuple[dict[tuple[str, str, str], ManifestLine], CrawlReport | None]:
    try:
        report = _last_good_crawl(source, data_dir)
        manifest = Manifest(data_dir, source, report.read_crawl_id or report.crawl_id)
        return _answers(source, manifest), report
    except ListingError:
        return {}, None


def _last_good_crawl(source: str, data_dir: Path) -> CrawlReport:
    path = data_dir / "records" / source / "report.json"
    try:
        return from_json(CrawlReport, path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ListingError(
            source, f"no good crawl to replay: {path.name} can't be read; crawl first"
        ) from error


def _answers(source: str, manifest: Manifest) -> dict[tuple[str, str, str], ManifestLine]:
    """The last answer to each request; the steps of a redirect are not answers."""
    try:
        lines = manifest.read()
    except (OSError, ValueError, KeyError) as error:
        raise ListingError(
            source,
            f"the manifest {manifest.path.name} can't be read, so there is nothing to replay; crawl again",
        ) from error
    return {line.key: line for line in lines if line.status == 304 or not 300 <= line.status < 400}
