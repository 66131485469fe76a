"""The contract between `crawler` and `verify`: what one row of a public listing becomes.

Everything here is frozen data made of the standard library. Missing text is the empty
string, a missing date is None; nothing is ever filled in by guessing. Dates are ISO days
(`2026-11-20`), times are UTC with a `Z`. A record turns into one JSON line and back with
`to_json` and `from_json`; the same record always gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin, get_type_hints


class Profession(StrEnum):
    """What a license or an entry is about. `clinic` is only ever an organization."""

    ACUPUNCTURIST = "acupuncturist"
    PHYSICAL_THERAPIST = "physical_therapist"
    PT_ASSISTANT = "pt_assistant"
    PHYSICIAN = "physician"
    CHIROPRACTOR = "chiropractor"
    NATUROPATH = "naturopath"
    CLINIC = "clinic"


class Status(StrEnum):
    """Our class of a board's status word. An unseen word is `unknown`, never active."""

    ACTIVE = "active"
    ACTIVE_RESTRICTED = "active_restricted"
    PROBATION = "probation"
    INACTIVE = "inactive"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    SURRENDERED = "surrendered"
    DECEASED = "deceased"
    PENDING = "pending"
    ENDED_OTHER = "ended_other"
    UNKNOWN = "unknown"


class Discipline(StrEnum):
    """Whether the listing reports discipline: yes, none on this listing, or it does not say."""

    YES = "yes"
    NONE = "none"
    NOT_STATED = "not_stated"


class ActionStage(StrEnum):
    """How far a board action has come: alleged is not final, and neither may be guessed."""

    ALLEGED = "alleged"
    FINAL = "final"
    UNKNOWN = "unknown"


class EntryKind(StrEnum):
    """A directory entry is one person or one organization."""

    INDIVIDUAL = "individual"
    ORGANIZATION = "organization"


class PlacePurpose(StrEnum):
    """Only `practice` and `secondary` are places to go; `mailing` serves matching alone."""

    PRACTICE = "practice"
    SECONDARY = "secondary"
    MAILING = "mailing"


class RecordKind(StrEnum):
    """What a source yields."""

    LICENSE = "license"
    ENTRY = "entry"
    EXCLUSION = "exclusion"
    CERTIFICATION = "certification"
    ACCREDITATION = "accreditation"
    STATEMENT = "statement"


class Outcome(StrEnum):
    """How a crawl ended. Only `succeeded` replaces the records of the source."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record was read: enough to find the row again and read it the same way.

    `row_number` counts data rows from 1 in the raw object `raw_sha256`; `source_as_of` is
    the listing's own date where it states one.
    """

    source: str
    source_url: str
    fetched_at: str
    source_as_of: str | None
    raw_sha256: str
    row_number: int
    parser_version: str


_DROPPED = re.compile(r"\b(DISMISS\w*|VACATED|WITHDRAWN|RESCINDED|CLEARED|UNFOUNDED|NO ACTION)\b")
_STILL_STANDS = re.compile(
    r"\b(APPEAL\w*|PETITION\w*|MOTION|AFFIRM\w*|IMPOSED|IN PART|PARTLY|REMAINS?"
    r"|NOT (BEEN )?(DISMISS\w*|VACATED|WITHDRAWN|RESCINDED|CLEARED)"
    r"|STAY (IS |WAS )?(DISMISSED|VACATED|WITHDRAWN|RESCINDED))\b"
)


def says_dropped(words: str) -> bool:
    """Whether words of a board say that a matter was dismissed, cleared, vacated or withdrawn.

    An appeal or a stay that was dismissed leaves its order standing, so such words drop nothing.
    """
    return bool(_DROPPED.search(words.upper())) and not _STILL_STANDS.search(words.upper())


@dataclass(frozen=True, slots=True)
class BoardAction:
    """One case or action of a board, in its own words; missing text is empty, a missing date None."""

    docket: str
    action_printed: str
    reason_printed: str
    stage: ActionStage
    acted_on: str | None
    ended_on: str | None
    order_url: str

    @property
    def is_dropped(self) -> bool:
        """Whether its words say that the matter was dismissed, cleared, vacated or withdrawn."""
        return says_dropped(f"{self.action_printed} {self.reason_printed}")

    def is_over(self, day: str) -> bool:
        """Whether the matter was dropped, or has ended on this ISO day or before."""
        return self.is_dropped or (self.ended_on is not None and self.ended_on <= day)


@dataclass(frozen=True, slots=True)
class LicenseRecord:
    """One license of one person or organization, as its issuing board lists it.

    `license_id` is the source and the fewest stable raw fields. `license_number`, names,
    `status_printed` and `discipline_printed` are as printed, with outer blanks removed.
    `is_disciplinary_status` says whether the status word by itself denotes discipline.
    `is_superseded` marks a row that the board says was replaced by another of the same person.
    `actions` are the board's cases, all of them, where the listing gives more than a flag.
    `holder_id` is the board's own id of the holder where several licenses share it; else empty.
    `is_in_renewal` says that the board lets the license run past `expires_on` while it is renewed.
    `board_url` is the board's own page of this license where the listing gives it; else empty.
    `school_printed` and `graduated_printed` are the school and the year that some listings state.
    """

    license_id: str
    jurisdiction: str
    profession: Profession
    license_number: str
    license_type_printed: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    organization_name: str
    status_printed: str
    status: Status
    is_disciplinary_status: bool
    is_superseded: bool
    issued_on: str | None
    renewed_on: str | None
    expires_on: str | None
    discipline: Discipline
    discipline_printed: str
    city: str
    state: str
    zip5: str
    evidence: Evidence
    actions: tuple[BoardAction, ...] = ()
    holder_id: str = ""
    is_in_renewal: bool = False
    board_url: str = ""
    school_printed: str = ""
    graduated_printed: str = ""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A former, professional or trade name that the entry states. `kind` in the source's words."""

    kind: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    organization_name: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the entry states. Street and phone are business data; never of a license."""

    purpose: PlacePurpose
    street: str
    city: str
    state: str
    zip5: str
    phone: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A profession that the entry states, with the license number it claims for a state.

    A claim is a join key and never proof: it is self-reported.
    """

    taxonomy_code: str
    profession: Profession
    state: str
    license_number: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """One directory entry. `entry_id` is the NPI where there is one.

    `profession` is that of the primary claim. `deactivated_on` is set only while the NPI is
    deactivated.
    """

    entry_id: str
    kind: EntryKind
    profession: Profession
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    credential_printed: str
    organization_name: str
    other_names: tuple[OtherName, ...]
    places: tuple[Place, ...]
    claims: tuple[Claim, ...]
    enumerated_on: str | None
    updated_on: str | None
    deactivated_on: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ExclusionRecord:
    """One row of the federal exclusion list. `npi` is empty on nine rows in ten.

    `has_unsettled_reinstatement` says that the list names a reinstated party that may be this one, but
    whose row does not agree in every field: such a row counts for nothing before a person decided.
    """

    exclusion_id: str
    last_name: str
    first_name: str
    middle_name: str
    business_name: str
    general: str
    specialty: str
    npi: str
    city: str
    state: str
    zip5: str
    exclusion_type: str
    excluded_on: str | None
    reinstated_on: str | None
    waiver_on: str | None
    waiver_state: str
    evidence: Evidence
    has_unsettled_reinstatement: bool = False


@dataclass(frozen=True, slots=True)
class CertificationRecord:
    """One certificate of a private body that a person holds, as its directory prints it. Never a license.

    `certification_id` is the source, the directory's own id of the person and the certificate.
    `credential` is the letters that the issuer grants (`Dipl. Ac. (NCBAHM)`), empty for a certificate never
    seen before; `credential_printed` is what the directory prints beside the name (`MD, DABMA`). `status`
    is `unknown` where the directory prints no status. `evidence.source_as_of` is the day on which the page
    was saved. Street, telephone, e-mail and gender are never part of it.
    """

    certification_id: str
    issuer: str
    first_name: str
    middle_name: str
    last_name: str
    suffix: str
    credential_printed: str
    certification_printed: str
    credential: str
    status_printed: str
    status: Status
    valid_from: str | None
    valid_to: str | None
    city: str
    state: str
    zip5: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AccreditationRecord:
    """One span of time in which an agency accredited, or pre-accredited, a school or one of its programs.

    `program_name` is empty where the whole institution is meant. `accredited_to` is None while the span
    runs, and both days are None where the source does not state them. `institution_id` is the source's own id
    of the institution, also where the record is of a further place of it; empty where it gives none.
    """

    accreditation_id: str
    agency: str
    institution_name: str
    city: str
    state: str
    program_name: str
    status_printed: str
    is_preaccredited: bool
    accredited_from: str | None
    accredited_to: str | None
    evidence: Evidence
    institution_id: str = ""


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row kept out of the records. `value` is shortened and safe to print."""

    source: str
    raw_sha256: str
    row_number: int
    column: str
    value: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source says of itself; made from the attributes of its spider.

    `is_complete` is false where the listing leaves whole groups out by design (for example
    revoked licensees). `refresh_days` is the age at which it is to be read again.
    """

    source: str
    title: str
    agency: str
    jurisdiction: str
    kind: RecordKind
    professions: tuple[Profession, ...]
    homepage_url: str
    lookup_url: str
    protocol: str
    states_discipline: bool
    is_complete: bool
    omits: str
    refresh_days: int
    terms: str
    attribution: str
    permission: str
    parser_version: str


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What one crawl of one source did. `served_from` names a stand-in, else it is empty.

    `warnings` are sentences for the maintainer about a crawl that is good all the same.
    `active_count` counts the active licenses; None where the records are no licenses.
    `read_crawl_id` is set where nothing had changed: it names the earlier crawl whose answers the records
    were made from, and the figures are that crawl's. `rules_sha256` is the hash of what they were read by.
    """

    crawl_id: str
    source: str
    outcome: Outcome
    reason: str
    started_at: str
    finished_at: str
    source_as_of: str | None
    served_from: str
    responses_count: int
    rows_count: int
    records_count: int
    quarantined_count: int
    skipped_count: int
    new_columns: tuple[str, ...]
    unknown_statuses: tuple[tuple[str, int], ...]
    parser_version: str
    warnings: tuple[str, ...] = ()
    active_count: int | None = None
    read_crawl_id: str = ""
    rules_sha256: str = ""


def is_npi(text: str) -> bool:
    """Whether ten digits pass the NPI check digit: Luhn over `80840` and the number (45 CFR 162.406)."""
    if len(text) != 10 or not text.isascii() or not text.isdigit() or text[0] not in "12":
        return False
    digits = [int(digit) for digit in reversed(f"80840{text}")]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0


R = TypeVar("R")


def to_json(record: Any) -> str:
    """One line of JSON for a record: keys in the order of its fields, no blanks, UTF-8 as is."""
    kind: Any = type(record)
    return _writer(kind)(record)


def from_json(kind: type[R], line: str | bytes) -> R:
    """The record of class `kind` that `to_json` turned into `line`.

    Raises:
        KeyError: a field without a default is missing; one with a default came later than the line.
        ValueError: the line is no JSON, or a closed list does not hold the value.
    """
    hashable: Any = kind
    record: R = _builder(hashable)(json.loads(line))
    return record


@cache
def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no record")
    return tuple(field.name for field in fields(kind))


Builder = Callable[[Any], Any]
Writer = Callable[[Any], str]
_FLAGS = {True: "true", False: "false"}


@cache
def _writer(kind: Any) -> Writer:
    """What turns a value of this type into JSON; made once, and three times as fast as `json`'s encoder."""
    if get_origin(kind) is tuple:
        return _tuple_writer(get_args(kind))
    if isinstance(kind, type):
        if issubclass(kind, str):
            return encode_basestring
        if kind in (bool, int):
            return _FLAGS.__getitem__ if kind is bool else int.__repr__
        return _record_writer(kind)
    if kind == str | None:
        return lambda value: "null" if value is None else encode_basestring(value)
    return json.JSONEncoder(ensure_ascii=False).encode


def _tuple_writer(inner: tuple[Any, ...]) -> Writer:
    if inner[-1] is Ellipsis:
        each = _writer(inner[0])
        return lambda values: f"[{','.join(map(each, values))}]" if values else "[]"
    writers = tuple(map(_writer, inner))
    return lambda values: "[" + ",".join(w(item) for w, item in zip(writers, values, strict=True)) + "]"


def _record_writer(kind: Any) -> Writer:
    names, hints = _names(kind), get_type_hints(kind)
    writers = [_writer(hints[name]) for name in names]
    template = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    values_of = attrgetter(*names)

    def write(record: Any) -> str:
        values = zip(writers, values_of(record), strict=True)
        return template % tuple([write_value(value) for write_value, value in values])

    return write


def _as_is(value: Any) -> Any:
    return value


@cache
def _builder(kind: Any) -> Builder:
    """What turns a JSON value into a value of this type; made once, because records are many."""
    if get_origin(kind) is tuple:
        return _tuple_builder(get_args(kind))
    if is_dataclass(kind):
        return _record_builder(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members: dict[Any, Any] = {member.value: member for member in kind}
        return lambda value: members[value] if value in members else kind(value)
    return _as_is


def _tuple_builder(inner: tuple[Any, ...]) -> Builder:
    if inner[-1] is Ellipsis:
        each = _builder(inner[0])
        return lambda values: tuple(map(each, values))
    builders = tuple(map(_builder, inner))
    return lambda values: tuple(build(item) for build, item in zip(builders, values, strict=True))


def _record_builder(kind: Any) -> Builder:
    hints = get_type_hints(kind)
    late = {field.name for field in fields(kind) if field.default is not MISSING}
    plain = [name for name in _names(kind) if _builder(hints[name]) is _as_is and name not in late]
    built = [(name, _builder(hints[name])) for name in _names(kind) if name not in plain]

    def build(value: Any) -> Any:
        made = {name: value[name] for name in plain}
        made.update(
            (name, builder(value[name])) for name, builder in built if name in value or name not in late
        )
        return kind(**made)

    return build
