"""The cuts for links by name, estimated on the data at hand with its own number links as truth.

Each entry linked by number is linked again with the number hidden: as it is, and with its true
person taken off the roll, as if the board did not list it. What it would then be linked to is
wrong for certain where that row belongs, by number, to somebody else's entry; rows that are linked
to nobody may well be the entry's own second license, and are not counted. As only a part of the
people on the rolls is linked by number, the count is divided by that part.

Nobody labels anything. The cut goes down from the default only as far as the data show it to be
safe, counting one unseen wrong link more than were seen, and up as far as they demand.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from verify.linkage.candidates import Candidates, is_name_alone
from verify.linkage.decide import decide
from verify.linkage.decided import ACCEPTED, Decided
from verify.linkage.levels import Compared
from verify.linkage.model import MOST_WRONG, ON_ROLL, STEPS, Cuts, Model
from verify.linkage.vetoes import vetoes
from verify.linkage.vocabulary import Codes, Shares, mixed


@dataclass(frozen=True, slots=True)
class Trial:
    """What linking the anchors without their numbers would do, by stratum.

    `strangers` are the probabilities of links that would be wrong for certain; `scale` turns their
    count into expected wrong links of the whole run. `links` are the probabilities of the links by
    name that the run itself would make.
    """

    strangers: Shares
    links: Shares
    scale: float

    def expected_wrong(self, cut: float, unseen: int) -> float:
        """Expected wrong links of the run at this cut, `unseen` more counted than were seen."""
        return (int((self.strangers >= cut).sum()) + unseen) * self.scale

    def holds(self, cut: float, unseen: int) -> bool:
        """Whether at most `MOST_WRONG` of the links by name are expected to be wrong at this cut."""
        return self.expected_wrong(cut, unseen) <= MOST_WRONG * int((self.links >= cut).sum())


def calibrated(candidates: Candidates, decided: Decided, persons_count: int, model: Model) -> Cuts:
    """The cuts that the number links of the run bear out."""
    anchors = np.flatnonzero((decided.decision == ACCEPTED) & decided.by_number)
    if not len(anchors):
        return model.cuts
    supported, alone = _trials(candidates, decided, anchors, persons_count, model)
    return Cuts(_lowest(supported, model.cuts.supported), _lowest(alone, model.cuts.alone))


def _lowest(trial: Trial, default: float) -> float:
    """The lowest step at which the trial holds; the default where only the unseen speaks against it."""
    below = [step for step in STEPS if step < default]
    safe = default
    for step in reversed(below):
        if not trial.holds(step, unseen=1):
            break
        safe = step
    above = [default, *(step for step in STEPS if step > default)]
    return safe if safe < default else next((step for step in above if trial.holds(step, unseen=0)), 1.0)


def _trials(
    candidates: Candidates, decided: Decided, anchors: npt.NDArray[np.int64], persons_count: int, model: Model
) -> tuple[Trial, Trial]:
    contest = mixed(32, candidates.compared.entry, candidates.roll)
    keys, first = np.unique(contest[anchors], return_index=True)
    at = np.minimum(np.searchsorted(keys, contest), len(keys) - 1)
    listed = np.flatnonzero(keys[at] == contest)
    true_person = candidates.person[anchors[first]][at[listed]]
    hidden = without_numbers(candidates.at(listed))
    owners = _owner_of(candidates, anchors)
    absent = hidden.at(hidden.person != true_person)
    owner = owners[absent.person]
    is_stranger = (owner >= 0) & (owner != absent.entry_person)
    found = decide(absent, model)
    free = vetoes(absent, np.zeros(len(absent.person), dtype=np.bool_)) < 0
    wrong = is_stranger & free & (absent.compared.total > 0)
    settled = np.unique(candidates.compared.entry[decided.decision == ACCEPTED])
    # Where all entries are linked by number, the cuts still hold for those of a later run.
    rest = max(
        1, int(candidates.entries_count - len(np.intersect1d(settled, candidates.compared.entry[anchors])))
    )
    share = len(np.unique(candidates.person[anchors])) / max(1, persons_count)
    scale = rest * (1 - ON_ROLL) / len(keys) / share
    by_name = ~decided.by_number & (vetoes(candidates, decided.by_number) < 0)
    parts = []
    for is_alone in (False, True):
        of_absent = is_name_alone(absent.compared) == is_alone
        of_run = is_name_alone(candidates.compared) == is_alone
        parts.append(Trial(found.fit[wrong & of_absent], decided.probability[by_name & of_run], scale))
    return parts[0], parts[1]


def _owner_of(candidates: Candidates, anchors: npt.NDArray[np.int64]) -> Codes:
    """For each person on the rolls the person of the entry that is linked to it by number, or -1."""
    owners = np.full(int(candidates.person.max(initial=-1)) + 1, -1, dtype=np.int32)
    owners[candidates.person[anchors]] = candidates.entry_person[anchors]
    return owners


def without_numbers(candidates: Candidates) -> Candidates:
    """The candidates as if no entry had stated a license number."""
    compared = candidates.compared
    silent = np.zeros_like(compared.levels["license number"])
    levels = {**compared.levels, "license number": silent}
    weights = {**compared.weights, "license number": np.zeros(len(silent), dtype=np.int32)}
    return replace(
        candidates, compared=Compared(compared.entry, compared.face, compared.row, levels, weights)
    )
