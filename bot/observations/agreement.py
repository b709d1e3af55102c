"""How far raters agree: percent, and Krippendorff's alpha for ordered levels; pure."""

from collections.abc import Mapping, Sequence
from itertools import combinations

Unit = Mapping[int, int]  # how many raters gave each rank to one thing


def percent_agreement(units: Sequence[Unit]) -> int | None:
    """Of all pairs of ratings of one thing, how many of a hundred are the same; None where there is no pair."""
    pairs = sum(_size(unit) * (_size(unit) - 1) for unit in units)
    same = sum(count * (count - 1) for unit in units for count in unit.values())
    return round(100 * same / pairs) if pairs else None


def ordinal_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha with the ordinal metric: 1 is full agreement, 0 is what chance would give.

    Things with fewer than two ratings say nothing and are left out. None where all ratings are one rank: nothing
    varies, so there is nothing to agree on.
    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section E and the metrics below it,
    https://repository.upenn.edu/asc_papers/43: alpha = 1 - D_o / D_e over the coincidence matrix, with
    delta²(c, k) = (n_c + … + n_k - (n_c + n_k) / 2)², the sum running over the ranks from c to k.
    """
    paired = [unit for unit in units if _size(unit) > 1]
    totals = {rank: sum(unit.get(rank, 0) for unit in paired) for rank in sorted({r for unit in paired for r in unit})}
    observed = expected = 0.0
    for low, high in combinations(totals, 2):
        distance = _distance(low, high, totals)
        observed += distance * sum(unit.get(low, 0) * unit.get(high, 0) / (_size(unit) - 1) for unit in paired)
        expected += distance * totals[low] * totals[high]
    return 1 - (sum(totals.values()) - 1) * observed / expected if expected else None


def _distance(low: int, high: int, totals: Mapping[int, int]) -> float:
    between = sum(count for rank, count in totals.items() if low <= rank <= high)
    return (between - (totals[low] + totals[high]) / 2) ** 2


def _size(unit: Unit) -> int:
    return sum(unit.values())
