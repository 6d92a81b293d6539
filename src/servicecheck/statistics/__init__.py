"""Intervals, agreement and reliability: what can be said about scores that others have worked out.

Everything here is plain Python on whole numbers: scores in ten-thousandths of a point, answers as steps (0, 1, 2 ...),
both as counts or sums, so that a figure never depends on the order of the rows. Nothing here decides a level.

- `distributions`: the quantiles of Student's t and of F.
- `sums`: n, sum and sum of squares; answers counted per item.
- `intervals`: a mean, a share, a difference, each with its 95 % interval.
- `agreement`: average deviation, rwg and rwg(j), and how even the items are.
- `krippendorff`: Krippendorff's alpha and its bootstrap interval.
- `reliability`: intraclass correlations and Cronbach's alpha.
- `resampling`: drawing respondents with replacement, the same draw for the same answers.
"""

from servicecheck.statistics.agreement import (
    SLIGHT_SKEW,
    average_deviation,
    null_variance,
    practical_limit,
    rwg,
    rwg_j,
    section_average_deviation,
    spread,
    uniform_variance,
)
from servicecheck.statistics.distributions import f_quantile, t_quantile
from servicecheck.statistics.intervals import (
    Difference,
    Group,
    Interval,
    Scattered,
    interval_about,
    mean_interval,
    mean_margin,
    paired_difference,
    rounding_deviation,
    rounding_margin,
    share_difference,
    welch_difference,
    wilson_interval,
)
from servicecheck.statistics.krippendorff import Metric, alpha_interval, krippendorff_alpha, ordinal_disagreement
from servicecheck.statistics.reliability import (
    Anova,
    CronbachAlpha,
    Departments,
    anova,
    compare_departments,
    cronbach,
    cronbach_from_rows,
)
from servicecheck.statistics.resampling import in_fixed_order, resamples, seed_from
from servicecheck.statistics.sums import Counts, Spread, Sums, count, count_columns

__all__ = [
    "SLIGHT_SKEW",
    "Anova",
    "Counts",
    "CronbachAlpha",
    "Departments",
    "Difference",
    "Group",
    "Interval",
    "Metric",
    "Scattered",
    "Spread",
    "Sums",
    "alpha_interval",
    "anova",
    "average_deviation",
    "compare_departments",
    "count",
    "count_columns",
    "cronbach",
    "cronbach_from_rows",
    "f_quantile",
    "in_fixed_order",
    "interval_about",
    "krippendorff_alpha",
    "mean_interval",
    "mean_margin",
    "null_variance",
    "ordinal_disagreement",
    "paired_difference",
    "practical_limit",
    "resamples",
    "rounding_deviation",
    "rounding_margin",
    "rwg",
    "rwg_j",
    "section_average_deviation",
    "seed_from",
    "share_difference",
    "spread",
    "t_quantile",
    "uniform_variance",
    "welch_difference",
    "wilson_interval",
]
