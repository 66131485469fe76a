"""Columns of text become sides: every name, place and number read once into codes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from verify.linkage.columns import DirectoryColumns, NameTexts, OwnedTexts, RollColumns, Texts
from verify.linkage.name_columns import NameReader
from verify.linkage.names import fold
from verify.linkage.numbers import readings
from verify.linkage.sides import DirectoryTable, Numbers, RollTable, Scopes, Sides, Spots
from verify.linkage.vocabulary import Codes, Flags, Vocabulary, Wide

LONGEST_READING = 18
"""Digits of a license number that are compared, from the right: what a 64-bit integer holds."""

MAIL = "mail"


def sides_of(roll: RollColumns, directory: DirectoryColumns) -> Sides:
    """Both sides in the codes of one vocabulary."""
    vocabulary = Vocabulary()
    reader = NameReader(vocabulary)
    return Sides(
        vocabulary, roll_table(roll, vocabulary, reader), directory_table(directory, vocabulary, reader)
    )


def roll_table(columns: RollColumns, vocabulary: Vocabulary, reader: NameReader) -> RollTable:
    """The rows as a table, sorted by id."""
    order = sorted(range(len(columns.ids)), key=columns.ids.__getitem__)
    every, place = np.arange(len(order), dtype=np.int32), np.array(order, dtype=np.int64)

    def coded(texts: Texts) -> Codes:
        return vocabulary.codes(texts)[place]

    def flagged(values: Sequence[bool]) -> Flags:
        return np.array(values, dtype=np.bool_)[place]

    board, profession, names = coded(columns.board), coded(columns.profession), columns.names
    return RollTable(
        ids=tuple(columns.ids[i] for i in order),
        names=reader.columns(names.first, names.middle, names.last, names.suffix).at(place),
        board=board,
        profession=profession,
        spots=_known_spots(
            every,
            vocabulary.derived(coded(columns.city), fold),
            _zip_codes(columns.zip5, vocabulary)[place],
            coded(columns.state),
            np.zeros(len(order), dtype=np.bool_),
            vocabulary,
        ),
        numbers=number_columns(every, board, profession, [columns.number[i] for i in order]),
        is_superseded=flagged(columns.is_superseded),
        is_adverse=flagged(columns.is_adverse),
        is_current=flagged(columns.is_current),
        holder=coded(columns.holder),
    )


def directory_table(columns: DirectoryColumns, vocabulary: Vocabulary, reader: NameReader) -> DirectoryTable:
    """The entries as a table, in the order of their ids."""
    names, owner, is_other = _faces(columns)
    spots, scopes, claims = columns.spots, columns.scopes, columns.claims
    return DirectoryTable(
        ids=tuple(columns.ids),
        faces=reader.columns(names.first, names.middle, names.last, names.suffix),
        face_owner=owner,
        is_other=is_other,
        spots=_known_spots(
            _owners(spots),
            vocabulary.derived(vocabulary.codes(spots.column(0)), fold),
            _zip_codes(spots.column(2), vocabulary),
            vocabulary.codes(spots.column(1)),
            np.array([kind == MAIL for kind in spots.column(3)], dtype=np.bool_),
            vocabulary,
        ),
        numbers=number_columns(
            _owners(claims),
            vocabulary.codes(claims.column(0)),
            vocabulary.codes(claims.column(1)),
            claims.column(2),
        ),
        scopes=Scopes(
            _owners(scopes), vocabulary.codes(scopes.column(0)), vocabulary.codes(scopes.column(1))
        ),
    )


def _faces(columns: DirectoryColumns) -> tuple[NameTexts, Codes, Flags]:
    """All names that the entries go by, each entry's own first; other names completed by its own."""
    own, others = columns.names, columns.other_names
    parts = [list(part) for part in (own.first, own.middle, own.last, own.suffix)]
    for place, texts in zip(others.owner, others.texts, strict=True):
        for part, text in zip(parts, texts, strict=True):
            part.append(text or part[place])
    owner = np.concatenate([np.arange(len(columns.ids), dtype=np.int32), _owners(others)])
    order = np.argsort(owner, kind="stable")
    faces = (
        NameTexts(*([part[i] for i in order.tolist()] for part in parts))
        if others.owner
        else NameTexts(*parts)
    )
    return faces, owner[order], (np.arange(len(owner)) >= len(columns.ids))[order]


def _owners(table: OwnedTexts) -> Codes:
    return np.array(table.owner, dtype=np.int32)


def _zip_codes(zips: Texts, vocabulary: Vocabulary) -> Codes:
    return vocabulary.codes(text.strip()[:5].upper() for text in zips)


def _known_spots(
    owner: Codes, city: Codes, zip5: Codes, state: Codes, is_mailing: Flags, vocabulary: Vocabulary
) -> Spots:
    """The places that name a city or a ZIP; the others say nothing and are left out."""
    kept = (city > 0) | (zip5 > 0)
    area = vocabulary.derived(zip5, lambda text: f"{text[:3]}*" if len(text) > 3 else "")
    return Spots(owner[kept], city[kept], zip5[kept], area[kept], state[kept], is_mailing[kept])


def number_columns(owner: Codes, board: Codes, profession: Codes, printed: Sequence[str]) -> Numbers:
    """One line for every plausible reading of every number."""
    read = [readings(text) if text else () for text in printed]
    counts = np.fromiter(map(len, read), np.int64, len(read))
    values: Wide = np.fromiter((int(r[-LONGEST_READING:]) for found in read for r in sorted(found)), np.int64)
    return Numbers(np.repeat(owner, counts), np.repeat(board, counts), np.repeat(profession, counts), values)
