"""Section 3: what each level asks for and whether it is met, and every question on the ruler."""

from servicecheck.assessment.findings import GateFinding, ItemFinding
from servicecheck.language import POINT
from servicecheck.report.charts.legend import Key
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.charts.strip import Dot, ItemStrip
from servicecheck.report.parts import Basics, Chart, Figure, GateRow, Gates, Heading, Requirement, Row, Sign
from servicecheck.report.reading import Reading
from servicecheck.report.sections.gate_figures import asks_for, lift, requirement
from servicecheck.report.sections.standing import MOST_ROWS


def basics(reading: Reading, heading: Heading) -> Basics | None:
    """The section; None where nothing may be shown."""
    if reading.assessment.overall is None or not reading.leaves:
        return None
    words, consistency = reading.words, reading.assessment.consistency
    sentences = []
    if consistency is not None and consistency.spread is not None:
        low, high = reading.score(consistency.low), reading.score(consistency.high)
        sentences.append(words("spread_line", low=low, high=high, spread=words.number(consistency.spread, 2)))
    return Basics(heading, _gates(reading), _strip(reading), tuple(sentences))


def _gates(reading: Reading) -> Gates | None:
    gates = reading.gates
    if not gates:
        return None
    levels = [level.id for level in reading.questionnaire.levels]
    columns = sorted({asks_for(reading, gate) for gate in gates}, key=levels.index)
    titles = dict.fromkeys(reading.text(reading.questionnaire_gate(gate.id).title) for gate in gates)
    words = reading.words
    heads = (
        words("gate"),
        *(words("gate_for_level", level=reading.level_name(level)) for level in columns),
        words("gate_what_lifts"),
    )
    rows = tuple(_row(reading, title, columns) for title in titles)
    return Gates(_caption(reading, columns), heads, rows, tuple(_notes(reading)))


def _row(reading: Reading, title: str, columns: list[str]) -> GateRow:
    own = [gate for gate in reading.gates if reading.text(reading.questionnaire_gate(gate.id).title) == title]
    by_level: dict[str, list[GateFinding]] = {level: [] for level in columns}
    for gate in own:
        by_level[asks_for(reading, gate)].append(gate)
    requirements = tuple(_joined(reading, by_level[level]) for level in columns)
    unmet = [gate for level in columns for gate in by_level[level] if not gate.is_met]
    return GateRow(title, requirements, lift(reading, unmet[0]) if unmet else reading.words("gate_nothing_to_lift"))


def _joined(reading: Reading, gates: list[GateFinding]) -> Requirement | None:
    """Requirements that share a row and a level as one: met only if all are."""
    parts = [requirement(reading, gate) for gate in gates]
    if not parts:
        return None
    deciding = next((part for part in parts if not part.is_met), parts[0])
    return Requirement(" ".join(part.rule for part in parts), deciding.result, deciding.is_met)


def _caption(reading: Reading, columns: list[str]) -> str:
    words = reading.words
    reached = ""
    for level in columns:
        gates = [gate for gate in reading.gates if asks_for(reading, gate) == level]
        met = sum(gate.is_met for gate in gates)
        if met < len(gates):
            name = reading.level_name(level)
            if not reached:
                return words("gate_title_not", level=name)
            if not met:
                return words("gate_title_none", level=reached, other_level=name)
            return words("gate_title_some", level=reached, other_level=name, n=met, total=len(gates))
        reached = reading.level_name(level)
    unchecked = reading.assessment.basics_checked is False
    return words("gate_title_unchecked" if unchecked else "gate_title_all", level=reached)


def _notes(reading: Reading) -> list[str]:
    words = reading.words
    notes = []
    left_out = [item for item in reading.assessment.items if item.is_critical and not item.is_relevant]
    if left_out:
        names = words.join(words.quote(reading.question(item.id)) for item in left_out)
        notes.append(f"{words('na_list')}: {names}.")
    return notes


def _strip(reading: Reading) -> Chart:
    words = reading.words
    line = 50 * POINT if reading.is_own_model else None
    shown = [item for item in reading.assessment.items if item.is_relevant and item.mean is not None]
    caption = words("chart_title_strip")
    if line is not None:
        below = sum(item.mean < line for item in shown if item.mean is not None)
        caption = words("chart_title_items", n=below, total=len(shown)) if below else words("chart_title_items_none")
    if not shown:
        caption = words("level_not_rated")
    signs = [Sign(Key("question", words("read_item_dot")), words("read_one_question"))]
    if any(item.is_critical for item in shown):
        signs.append(Sign(Key("critical", words("read_item_ring")), words("label_critical")))
    if line is not None:
        level = reading.level_name("good")
        dashed = Key("line", words("read_dashed", points=reading.plain_points(line), level=level))
        signs.append(Sign(dashed, words("read_middle", level=level)))
    rows = [_strip_row(reading, leaf.id, line) for leaf in reading.leaves]
    return Chart(
        caption=caption,
        heads=(words("label_area"), "", words("label_lowest"), ""),
        axis=Axis(reading.scale),
        rows=tuple(row for row in rows if row is not None),
        signs=tuple(signs),
        is_long=len(reading.leaves) > MOST_ROWS,
    )


def _strip_row(reading: Reading, section_id: str, line: int | None) -> Row | None:
    rated = [item for item in reading.items_of(section_id) if item.mean is not None]
    if not rated:
        return None
    lowest = min(rated, key=lambda item: (item.mean or 0, item.id))
    ordered = sorted(rated, key=lambda item: (item.mean or 0, item.id))
    title = reading.full_title(section_id)
    figures = ", ".join(_figure(reading, item) for item in ordered)
    drawing = ItemStrip(
        scale=reading.scale,
        words=reading.words("chart_alt_strip", section=title, figures=figures),
        dots=tuple(
            Dot(reading.short[item.id], reading.on_scale(item.mean or 0, item.lowest, item.highest), item.is_critical)
            for item in ordered
        ),
        line=None if line is None else line / POINT,
        least=row_height(title, 13),
    )
    figure = Figure(reading.score(lowest.mean), reading.short[lowest.id])
    return Row(reading.short[section_id], title, drawing, figure)


def _figure(reading: Reading, item: ItemFinding) -> str:
    name, score = reading.short[item.id], reading.score(item.mean)
    if item.is_critical:
        return reading.words("chart_item_score_critical", item=name, score=score)
    return f"{name} {score}"
