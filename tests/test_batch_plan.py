"""The columns of a scored table."""

import polars as pl
import pytest

from sample_answers import M1, M1_ANSWERS, table
from servicecheck.batch.plan import plan_for
from servicecheck.errors import ServicecheckError
from servicecheck.scoring import columns


def test_every_score_is_the_float_nearest_to_its_four_decimals() -> None:
    plan = plan_for(M1, ())
    figures = pl.DataFrame({"score": range(-100_000, 1_100_000)}, schema={"score": pl.Int64})
    scores = [one for one in plan._columns() if one.meta.output_name() == "score"]

    found = figures.lazy().select(scores).collect(engine="streaming")["score"].to_list()
    assert found == [whole / 10_000 for whole in range(-100_000, 1_100_000)]


def test_scored_in_parts_or_whole_a_row_has_the_same_scores() -> None:
    plan = plan_for(M1, ("respondent",))
    rows = table(respondent=["a", "b", "c", "d", "e"], **M1_ANSWERS).with_columns(pl.lit(None).alias(columns.ROLE))
    whole = plan.scored(plan.standings(rows)).collect()
    parts = [plan.scored(plan.standings(rows.slice(at, 2))).collect() for at in (0, 2, 4)]

    assert pl.concat(parts).equals(whole)


def test_a_kept_column_may_not_be_called_as_a_score_is() -> None:
    with pytest.raises(ServicecheckError, match="score_A"):
        plan_for(M1, ("keep:score_A",))
