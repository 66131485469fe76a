"""Candidate pairs compared: all levels and weights of each pair, the best face of an entry alone."""

from __future__ import annotations

import numpy as np

from verify.linkage.blocking import Pairs
from verify.linkage.frequencies import Frequencies
from verify.linkage.joins import is_among
from verify.linkage.levels import LEVEL, LEVELS, Compared, Levels, weight
from verify.linkage.model import NUMBER_CLOSE, NUMBER_EQUAL, Model
from verify.linkage.name_comparisons import NameComparer
from verify.linkage.number_comparisons import Claims
from verify.linkage.place_comparisons import PlaceComparer
from verify.linkage.sides import Sides, rolls
from verify.linkage.spelling import Spelling
from verify.linkage.vocabulary import Codes, Weights


class Comparer:
    """Compares candidate pairs of one pair of sides."""

    def __init__(self, sides: Sides, spelled: Spelling, frequencies: Frequencies) -> None:
        """Hold what every comparison needs of the sides."""
        self._sides, self._frequencies = sides, frequencies
        self._names = NameComparer(sides, spelled, frequencies)
        self._places = PlaceComparer(sides, frequencies)
        claims, numbers = sides.directory.numbers, sides.roll.numbers
        self._claims = Claims(claims.owner, claims.board, claims.profession, claims.reading)
        self._readings = (numbers.owner, numbers.reading)
        scopes = sides.directory.scopes
        self._scopes = np.sort(rolls(scopes.owner, scopes.board))
        self._professions = np.sort(rolls(scopes.owner, scopes.profession))

    def compare(self, pairs: Pairs, model: Model) -> Compared:
        """All factors of the pairs, the best face of each entry and row alone."""
        best, surname, given = self._names.name_levels(pairs)
        return self.weigh(best, surname, given, model)

    def with_equal_numbers(self, pairs: Pairs) -> Pairs:
        """The pairs whose entry claims the number of the row."""
        roll, entry = self._sides.roll, self._sides.directory.face_owner[pairs.face]
        found = self._claims.levels(
            entry, pairs.row, roll.board[pairs.row], roll.profession[pairs.row], self._readings
        )
        same = found == LEVEL["license number"]["same"]
        return Pairs(pairs.face[same], pairs.row[same])

    def weigh(self, pairs: Pairs, surname: Levels, given: Levels, model: Model) -> Compared:
        """The levels and weights of pairs whose name levels are known."""
        f, r = pairs.face, pairs.row
        entry = self._sides.directory.face_owner[f]
        u_surname, u_given = self._names.chances(f, r, surname, given)
        levels, weights = {"surname": surname, "given name": given}, {}
        weights["prior"] = self._prior(r, model)
        levels["prior"] = np.zeros(len(r), dtype=np.int8)
        levels["scope"], weights["scope"] = self._scope(entry, r, model)
        weights["surname"] = weight(model.levels("surname")[surname], u_surname)
        weights["given name"] = weight(model.levels("given name")[given], u_given)
        levels["full name"], weights["full name"] = self._names.full_name(
            r, surname, given, u_surname * u_given
        )
        levels["middle name"], weights["middle name"] = self._names.middle(f, r, given, model)
        levels["suffix"], weights["suffix"] = self._names.suffix(f, r)
        levels["license number"], weights["license number"] = self._number(entry, r, surname, given, model)
        levels["place"], weights["place"] = self._places.place(entry, r, model)
        # That the row is in another state is said once, by its listing.
        told = (levels["scope"] == LEVEL["scope"]["elsewhere"]) & (
            levels["place"] == LEVEL["place"]["elsewhere"]
        )
        levels["place"][told], weights["place"][told] = LEVEL["place"]["missing"], 0
        return Compared(
            entry, f, r, {name: levels[name] for name in LEVELS}, {name: weights[name] for name in LEVELS}
        )

    def _prior(self, r: Codes, model: Model) -> Weights:
        persons = self._frequencies.persons_on(self._sides.roll.roll[r])
        return weight(np.float64(model.on_roll / (1 - model.on_roll)), persons)

    def _scope(self, entry: Codes, r: Codes, model: Model) -> tuple[Levels, Weights]:
        roll, level = self._sides.roll, LEVEL["scope"]
        own_board = is_among(self._scopes, rolls(entry, roll.board[r]))
        own_profession = is_among(self._professions, rolls(entry, roll.profession[r]))
        found = np.where(own_board, level["own"], level["elsewhere"]).astype(np.int8)
        found[~own_profession] = level["other_profession"]
        persons = self._frequencies.persons_on(roll.roll[r])
        others = max(1, int(self._frequencies.persons.sum()))
        bits = weight(model.levels("scope")[found] * persons, np.float64(others))
        bits[found == level["own"]] = 0
        return found, bits

    def _number(
        self,
        entry: Codes,
        r: Codes,
        surname: Levels,
        given: Levels,
        model: Model,
    ) -> tuple[Levels, Weights]:
        roll, level = self._sides.roll, LEVEL["license number"]
        found = self._claims.levels(entry, r, roll.board[r], roll.profession[r], self._readings)
        persons = self._frequencies.persons_on(roll.roll[r])
        odds = model.number_odds / (model.on_roll / (1 - model.on_roll))
        bits = np.zeros(len(r), dtype=np.int32)
        same = found == level["same"]
        bits[same] = weight(odds * persons[same], np.float64(1.0))
        bits[found == level["close"]] = weight(*map(np.float64, NUMBER_CLOSE))
        bits[found == level["different"]] = weight(np.float64(1 - NUMBER_EQUAL), np.float64(1.0))
        return found, bits
