"""What the report adds to an assessment told in one language: short names, and the scale its drawings share.

Everything a section of the report needs to show a finding; it computes no score.
"""

from dataclasses import dataclass
from functools import cached_property

from servicecheck.assessment.findings import GateFinding, ItemFinding, SectionFinding, Standing
from servicecheck.items import Choice
from servicecheck.language import NO_BREAK_SPACE, POINT, Words
from servicecheck.questionnaire import Level
from servicecheck.report.charts.palette import Tone
from servicecheck.report.charts.scale import Band, Scale, Tick
from servicecheck.report.short_names import short_names
from servicecheck.statistics import Interval
from servicecheck.telling import Telling

NAMED_TONES: dict[str, Tone] = {"bad": "low", "good": "middle", "world-class": "high"}


@dataclass(frozen=True)
class Reading(Telling):
    """An assessment told on pages, with drawings."""

    # Names

    @cached_property
    def short(self) -> dict[str, str]:
        """A name of one to four characters for every section and item."""
        return short_names(self.questionnaire)

    def full_title(self, section_id: str) -> str:
        """A section's title, after that of the section around it where that is not one of those compared."""
        around = {inner.id: outer for outer in self.questionnaire.walk() for inner in outer.sections}
        outer = around.get(section_id)
        if outer is None or section_id in {area.id for area in self.areas}:
            return self.title(section_id)
        return f"{self.title(outer.id)}: {self.title(section_id)}"

    # Figures

    def target(self, value: int) -> str:
        """A target as printed: exact where it is whole points, else like a score."""
        return self.plain_points(value) if value % POINT == 0 else self.score(value)

    def of_highest(self, standing: Standing) -> str:
        """A score with the highest possible one, kept on one line: 54 of 100."""
        return super().of_highest(standing).replace(" ", NO_BREAK_SPACE)

    # The scale

    @cached_property
    def scale(self) -> Scale:
        """The ruler of the whole report."""
        lowest, highest = self.bounds
        marks = sorted({lowest, highest, (lowest + highest) // 2, *self.limits})
        ticks = tuple(Tick(mark / POINT, self.plain_points(mark)) for mark in marks)
        return Scale(lowest / POINT, highest / POINT, self._bands(), ticks, self._scale_in_words())

    def _bands(self) -> tuple[Band, ...]:
        levels = self.questionnaire.levels
        if not levels:
            return (Band("", self.bounds[0] / POINT, "middle"),)
        starts = [self.bounds[0], *self.limits]
        return tuple(
            Band(self.text(level.title), start / POINT, self._tone(level))
            for level, start in zip(levels, starts, strict=True)
        )

    def _tone(self, level: Level) -> Tone:
        """Orange is kept for what the author calls bad; in other models only the highest level stands out."""
        if self.is_own_model:
            return NAMED_TONES[level.id]
        return "high" if level == self.questionnaire.levels[-1] else "middle"

    @cached_property
    def levels_in_words(self) -> str:
        """Bad below 25, good from 25, world-class from 75."""
        levels = self.questionnaire.levels
        if len(levels) < 2:
            return ""
        first = self.words("level_below", level=self.text(levels[0].title), limit=self.plain_points(self.limits[0]))
        rest = [
            self.words("level_from", level=self.level_name(level.id), limit=self.plain_points(limit))
            for level, limit in zip(levels[1:], self.limits, strict=True)
        ]
        return ", ".join([first, *rest])

    def _scale_in_words(self) -> str:
        lowest, highest = (self.plain_points(end) for end in self.bounds)
        if not self.levels_in_words:
            return self.words("chart_scale", lowest=lowest, highest=highest)
        return self.words("chart_scale_levels", lowest=lowest, highest=highest, levels=self.levels_in_words)

    def on_scale(self, value: float, lowest: int, highest: int) -> float:
        """Where a score with its own range lies on the ruler, in points of the ruler."""
        begin, end = self.bounds
        if (lowest, highest) == (begin, end) or highest == lowest:
            return value / POINT
        return (begin + (value - lowest) * (end - begin) / (highest - lowest)) / POINT

    def drawn_interval(self, standing: Standing) -> Interval | None:
        """The interval on the ruler."""
        if standing.interval is None:
            return None
        ends = (standing.interval.low, standing.interval.high)
        return Interval(*(self.on_scale(end, standing.lowest, standing.highest) for end in ends))

    # What there is to tell

    @cached_property
    def gates(self) -> tuple[GateFinding, ...]:
        """The requirements that ask something here: without critical questions there is none about them."""
        about_none = {"critical", "critical-mean"}
        return tuple(gate for gate in self.assessment.gates if gate.figure is not None or gate.kind not in about_none)

    @cached_property
    def leaves(self) -> tuple[SectionFinding, ...]:
        """The sections that hold items."""
        with_items = {item.section for item in self.assessment.items}
        return tuple(finding for finding in self.assessment.sections if finding.id in with_items)

    def items_of(self, section_id: str) -> list[ItemFinding]:
        """The items of a section that apply here, in order."""
        return [item for item in self.assessment.items if item.section == section_id and item.is_relevant]

    def is_divided(self, item: ItemFinding) -> bool:
        """Whether people see an item so differently that its mean describes nobody; what was agreed describes all."""
        if self.is_agreed(item.id):
            return False
        agreement, far = self.assessment.agreement, item.average_deviation
        return agreement is not None and far is not None and far > agreement.practical_limit

    def choices(self, item_id: str) -> tuple[Choice, ...]:
        """What could be picked for an item."""
        return self.questionnaire.item(item_id).choices()

    def step_name(self, choice: Choice) -> str:
        """A choice's short name: a rating's number written the language's way, else its words."""
        if _is_number(choice.value):
            return written(choice.value, self.words)
        if choice.label is None and choice.value in {"yes", "no"}:
            return self.words(f"iv_{choice.value}").lower()
        return self.text(choice.label) if choice.label else choice.value


def written(value: str, words: Words) -> str:
    """A rating as people write it: 2.5 is 2½, and other decimals have the language's own mark."""
    whole, _, rest = value.partition(".")
    return f"{whole}½" if rest == "5" else value.replace(".", words.template("format_decimal"))


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()
