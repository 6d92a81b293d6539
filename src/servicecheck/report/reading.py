"""One assessment read in one language: names, short names, printed scores, and the scale its drawings share.

Everything a section of the report needs to word a finding; it computes no score.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import GateFinding, ItemFinding, SectionFinding, Standing
from servicecheck.items import Choice
from servicecheck.language import NO_BREAK_SPACE, POINT, Text, Words
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Gate, Level, Questionnaire
from servicecheck.report.charts.palette import Tone
from servicecheck.report.charts.rows import Interval
from servicecheck.report.charts.scale import Band, Scale, Tick
from servicecheck.report.short_names import short_names

NAMED_TONES: dict[str, Tone] = {"bad": "low", "good": "middle", "world-class": "high"}
NO_FIGURE = "–"


@dataclass(frozen=True)
class Reading:
    """An assessment and the words to tell it in."""

    assessment: Assessment
    words: Words

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.assessment.questionnaire

    # Names

    @cached_property
    def short(self) -> dict[str, str]:
        """A name of one to four characters for every section and item."""
        return short_names(self.questionnaire)

    def title(self, section_id: str) -> str:
        """A section's title, as it stands in a sentence."""
        return self.words.phrase(self.questionnaire.section(section_id).title)

    def full_title(self, section_id: str) -> str:
        """A section's title, after that of the section around it where that is not one of those compared."""
        around = {inner.id: outer for outer in self.questionnaire.walk() for inner in outer.sections}
        outer = around.get(section_id)
        if outer is None or section_id in {area.id for area in self.areas}:
            return self.title(section_id)
        return f"{self.title(outer.id)}: {self.title(section_id)}"

    def question(self, item_id: str) -> str:
        """An item's text, as it stands in a sentence."""
        return self.words.phrase(self.questionnaire.item(item_id).text)

    def text(self, text: Text | str) -> str:
        """An author's text, typeset."""
        return self.words.typeset(text)

    def level(self, level_id: str) -> Level:
        """The level with this id."""
        return self.questionnaire.level(level_id)

    def level_title(self, level_id: str | None) -> str:
        """The level's name on its own; "not rated" where there is none."""
        return self.words("level_not_rated") if level_id is None else self.text(self.level(level_id).title)

    def level_name(self, level_id: str | None) -> str:
        """The level's name as in "the level good"."""
        if level_id is None:
            return self.words("level_not_rated")
        level = self.level(level_id)
        return self.text(level.name or level.title)

    @cached_property
    def is_own_model(self) -> bool:
        """Whether the levels are bad, good and world-class on 0 to 100, for which the catalogue has sentences."""
        return [level.id for level in self.questionnaire.levels] == list(NAMED_TONES) and self.has_hundred

    @property
    def has_hundred(self) -> bool:
        """Whether scores run from 0 to 100."""
        return self.bounds == (0, 100 * POINT)

    def questionnaire_gate(self, gate_id: str) -> Gate:
        """The gate with this id."""
        return next(gate for gate in self.questionnaire.gates if gate.id == gate_id)

    # Figures

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest possible overall score."""
        overall = self.assessment.overall
        return (overall.standing.lowest, overall.standing.highest) if overall else (0, 100 * POINT)

    def score(self, value: int | None, near: tuple[int, ...] = ()) -> str:
        """A score as printed: whole points, or decimals where the scale is short or a limit is near."""
        if value is None:
            return NO_FIGURE
        if self.decimals:
            return self.words.number(Fraction(value, POINT), self.decimals)
        return self.words.score(value, (*self.limits, *near))

    @cached_property
    def decimals(self) -> int:
        """How many decimals a score has at least: whole points would say nothing on a scale from 0 to 3."""
        reach = (self.bounds[1] - self.bounds[0]) / POINT
        return 0 if reach >= 50 else 1 if reach > 10 else 2

    def plain_points(self, value: int) -> str:
        """A limit or an end of the scale, with the decimals it needs and no more."""
        exact = Fraction(value, POINT)
        decimals = next(places for places in range(5) if (exact * 10**places).denominator == 1)
        return self.words.number(exact, decimals)

    def target(self, value: int) -> str:
        """A target as printed: exact where it is whole points, else like a score."""
        return self.plain_points(value) if value % POINT == 0 else self.score(value)

    def of_highest(self, standing: Standing) -> str:
        """A score with the highest possible one: 54 of 100, kept on one line."""
        if standing.score is None:
            return ""
        shown = self.score(standing.score, (standing.target,))
        whole = self.words("score_of", score=shown, highest=self.plain_points(standing.highest))
        return whole.replace(" ", NO_BREAK_SPACE)

    def ends(self, standing: Standing) -> tuple[str, str] | None:
        """The interval's two ends as printed."""
        if standing.interval is None:
            return None
        low, high = standing.interval.low, standing.interval.high
        return self.score(round_half_up(low)), self.score(round_half_up(high))

    # The scale

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Where each level but the lowest begins."""
        return tuple(self.units(level.start) for level in self.questionnaire.levels[1:])

    def units(self, limit: Limit) -> int:
        """A limit in ten-thousandths of a point."""
        return limit.on(*self.bounds)

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
    def areas(self) -> tuple[SectionFinding, ...]:
        """The sections compared with each other: the outermost ones, or those inside a single outermost one."""
        found = [finding for finding in self.assessment.sections if finding.is_applicable]
        depths = sorted({finding.depth for finding in found})
        several = [depth for depth in depths if sum(finding.depth == depth for finding in found) > 1]
        depth = several[0] if several else depths[0] if depths else 0
        return tuple(finding for finding in found if finding.depth == depth)

    @cached_property
    def leaves(self) -> tuple[SectionFinding, ...]:
        """The sections that hold items."""
        with_items = {item.section for item in self.assessment.items}
        return tuple(finding for finding in self.assessment.sections if finding.id in with_items)

    def items_of(self, section_id: str) -> list[ItemFinding]:
        """The items of a section that apply here, in order."""
        return [item for item in self.assessment.items if item.section == section_id and item.is_relevant]

    def by_gap(self, findings: tuple[SectionFinding, ...]) -> list[SectionFinding]:
        """Furthest from its target first; what is not rated last."""
        order = {finding.id: index for index, finding in enumerate(findings)}
        return sorted(findings, key=lambda one: (one.standing.score is None, -self._distance(one), order[one.id]))

    @staticmethod
    def _distance(finding: SectionFinding) -> float:
        standing = finding.standing
        if standing.score is None:
            return 0.0
        return (standing.target - standing.score) / max(standing.highest - standing.lowest, 1)

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


def round_half_up(value: float) -> int:
    """A statistic in ten-thousandths, as a whole number for printing."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)
