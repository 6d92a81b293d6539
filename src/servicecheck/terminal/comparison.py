"""Two rounds beside each other on a screen: words, not arrows or colours, say whether a change can be told from chance.

What was counted stands before what was judged, where it moved.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from servicecheck.comparison import Comparison, Side
from servicecheck.comparison.changes import Change
from servicecheck.language import Language, Words
from servicecheck.telling.changes import ChangeTelling
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import MARKS, Screen
from servicecheck.terminal.wrapping import Part, Style

WIDE = 80
"""From here on interval and verdict stand on the same line."""
SHORTEST_NAME = 24
LONGEST_PERIOD, LONGEST_NAME = 40, 200
GAP = "  "

Row = tuple[str, str, str, str, str, str]
"""Name, before, now, change, interval, verdict."""


def show_comparison(screen: Screen, comparison: Comparison, language: Language) -> None:
    """Print what changed, as far as it may be shown."""
    telling = ChangeTelling(comparison, Words(language))
    screen.gap()
    screen.heading(" → ".join(excerpt(period, LONGEST_PERIOD) for period in telling.periods), telling.who)
    if not comparison.is_shown:
        screen.paragraph(telling.too_few())
        return
    _measures(screen, telling, has_moved=True)
    if comparison.changes:
        _table(screen, telling)
    else:
        screen.paragraph(telling.words("compare_nothing"))
    screen.gap()
    _levels(screen, telling)
    for sentence in filter(None, (telling.raw_levels(), *telling.gates(), telling.actions(), telling.removed())):
        screen.paragraph(sentence)
    _measures(screen, telling, has_moved=False)
    for sentence in (*telling.customers(), *telling.left_out(), *telling.cautions(), telling.planning()):
        if sentence:
            screen.paragraph(sentence)
    if telling.has_intervals:
        screen.paragraph(telling.words("compare_explained"))
    _stops(screen, telling)


def _measures(screen: Screen, telling: ChangeTelling, has_moved: bool) -> None:
    found = [one for one in telling.comparison.follow_up.measures if one.has_moved == has_moved]
    for measure in found:
        screen.paragraph(telling.measure(measure))
    if found and has_moved:
        screen.paragraph(telling.words("follow_measures_first"))
        screen.gap()


def _table(screen: Screen, telling: ChangeTelling) -> None:
    comparison, words = telling.comparison, telling.words
    shown = [*comparison.areas, *([comparison.whole] if comparison.whole else [])]
    rows = [_row(telling, change) for change in shown]
    head: Row = (
        "",
        words("compare_before"),
        words("compare_now"),
        words("compare_change"),
        words("compare_likely"),
        "",
    )
    if screen.is_narrow:
        for row in rows:
            _one_below_the_other(screen, telling, head, row)
        return
    widths = [max(cell_len(screen.plain(row[at])) for row in (head, *rows)) for at in range(len(head))]
    is_wide = screen.width >= WIDE and screen.width - sum(widths[1:]) - 5 * len(GAP) >= SHORTEST_NAME
    for number, row in enumerate((head, *rows)):
        _line(screen, row, widths, is_wide)
        if number and not is_wide:
            _verdict(screen, telling, row)


def _one_below_the_other(screen: Screen, telling: ChangeTelling, head: Row, row: Row) -> None:
    screen.paragraph(row[0])
    screen.paragraph(", ".join(f"{head[at]} {row[at]}" for at in (1, 2, 3)), indent="    ")
    _verdict(screen, telling, row)


def _verdict(screen: Screen, telling: ChangeTelling, row: Row) -> None:
    told = {"likely": telling.words("compare_likely"), "range": row[4], "verdict": row[5]}
    screen.paragraph(telling.words("compare_second_line", **told) if row[4] else row[5], indent="    ")


def _row(telling: ChangeTelling, change: Change) -> Row:
    ends = telling.ends(change)
    between = telling.words("compare_range", lo=ends[0], hi=ends[1]) if ends else ""
    figures = telling.score(change.before), telling.score(change.after), telling.signed(change.points)
    name = telling.words("compare_all") if change.depth < 0 else excerpt(telling.text(change.title), LONGEST_NAME)
    return (name, *figures, between, telling.verdict(change))


def _line(screen: Screen, row: Row, widths: Sequence[int], is_wide: bool) -> None:
    """The name wraps under itself; the figures stand beside its first line."""
    cells = [_flush_right(screen, row[at], widths[at]) for at in (1, 2, 3)]
    cells += [screen.padded(row[4], widths[4]), screen.plain(row[5])] if is_wide else []
    beside = sum(widths[1:] if is_wide else widths[1:4]) + len(GAP) * len(cells)
    names = screen.rows(row[0], min(widths[0], screen.width - beside)) or [""]
    for number, name in enumerate(names):
        tail = GAP + GAP.join(cells) if number == 0 else ""
        screen.line((screen.padded(name, min(widths[0], screen.width - beside)) + tail).rstrip())


def _flush_right(screen: Screen, text: str, width: int) -> str:
    shown = screen.plain(text)
    return " " * (width - cell_len(shown)) + shown


def _levels(screen: Screen, telling: ChangeTelling) -> None:
    before, after = telling.comparison.before, telling.comparison.after
    if not after.levels:
        return
    if before.level == after.level:
        template = telling.words.template("compare_level_same")
        screen.paragraph(*_filled(template, {"level": _level(telling, after)}))
        return
    levels = {"level_before": _level(telling, before), "level_after": _level(telling, after)}
    screen.paragraph(*_filled(telling.words.template("follow_level_change"), levels))


def _level(telling: ChangeTelling, side: Side) -> Part:
    """The level's mark and title: the lowest, the highest, or one between."""
    ids = [level.id for level in side.levels]
    if side.level not in ids:
        return telling.words("level_not_rated"), "bold"
    place = ids.index(side.level)
    style: Style = "low" if place == 0 else "high" if place == len(ids) - 1 else "middle"
    return f"{MARKS[style]} {telling.text(side.levels[place].title)}", style


def _filled(template: str, parts: dict[str, Part]) -> Iterator[Part]:
    """*template* with its placeholders as styled parts."""
    for piece in template.split("{"):
        name, brace, rest = piece.partition("}")
        if brace:
            yield parts[name]
            yield rest
        else:
            yield piece


def _stops(screen: Screen, telling: ChangeTelling) -> None:
    stops = list(telling.stops())
    if stops:
        screen.gap()
        screen.paragraph((telling.words("follow_stop"), "bold"))
        for sentence in stops:
            screen.paragraph(sentence, indent="  ")
