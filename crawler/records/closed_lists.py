"""The closed lists of the contract: every word that a record may say of kind, status or outcome."""

from __future__ import annotations

from enum import StrEnum


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
