"""What a source says of the listing that it reads, in class attributes."""

from __future__ import annotations

import scrapy
from scrapy.settings import BaseSettings

from crawler.limits import Limits
from crawler.records import Profession, RecordKind, SourceInfo


class Listing(scrapy.Spider):
    """One public listing. `hosts` are asked one request at a time, `delay_seconds` (1 at least) apart.

    A source with an `inbox_folder` reads the files that a person laid there, and asks nobody.
    `type_columns` and `status_columns` are what a check counts labels and status words in, where the host
    can count by column.
    """

    title = ""
    agency = ""
    jurisdiction = ""
    kind = RecordKind.LICENSE
    professions: tuple[Profession, ...] = ()
    homepage_url = ""
    lookup_url = ""
    protocol = ""
    states_discipline = False
    is_complete = False
    omits = ""
    refresh_days = 7
    terms = ""
    attribution = ""
    permission = ""
    is_off_by_default = False
    inbox_folder = ""
    parser_version = "1"
    hosts: tuple[str, ...] = ()
    delay_seconds = 1.0
    limits = Limits()
    type_columns: tuple[str, ...] = ()
    status_columns: tuple[str, ...] = ()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The delay of this source holds; it can only be longer than the project's."""
        super().update_settings(settings)
        settings.set("DOWNLOAD_DELAY", max(1.0, cls.delay_seconds), priority="spider")

    @classmethod
    def source_info(cls) -> SourceInfo:
        """What the class attributes say of the listing."""
        return SourceInfo(
            source=cls.name,
            title=cls.title,
            agency=cls.agency,
            jurisdiction=cls.jurisdiction,
            kind=cls.kind,
            professions=cls.professions,
            homepage_url=cls.homepage_url,
            lookup_url=cls.lookup_url,
            protocol=cls.protocol,
            states_discipline=cls.states_discipline,
            is_complete=cls.is_complete,
            omits=cls.omits,
            refresh_days=cls.refresh_days,
            terms=cls.terms,
            attribution=cls.attribution,
            permission=cls.permission,
            parser_version=cls.parser_version,
        )
