"""The drawings: they say what they show, stand where the figures put them, and let nothing active through."""

import re
from functools import cache
from time import perf_counter
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_assessments import example
from servicecheck.report.charts.agreement import AgreementRow, AgreementScale
from servicecheck.report.charts.answers import Answer, AnswerBar
from servicecheck.report.charts.fields import FieldBand, Pill
from servicecheck.report.charts.level_bar import LevelBar
from servicecheck.report.charts.pairs import PairRow
from servicecheck.report.charts.palette import FILLS, TEXT_ON
from servicecheck.report.charts.pareto import ParetoAxis, ParetoRow, ParetoScale, round_scale
from servicecheck.report.charts.radar import Axle, Radar
from servicecheck.report.charts.rows import ChangeRow, ScoreRow
from servicecheck.report.charts.scale import OVERHANG, WIDTH, Axis, Band, Scale, Tick
from servicecheck.report.charts.shares import ShareAxis, ShareRow
from servicecheck.report.charts.strip import Dot, ItemStrip
from servicecheck.report.charts.svg import Drawing
from servicecheck.report.charts.timeline import Mark, Timeline
from servicecheck.report.context import Context, build
from servicecheck.report.publication import plain
from servicecheck.response import Organisation
from servicecheck.statistics import Interval

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><script>alert(1)</script>&\x00\u202e<title>'
STEPS = AgreementScale(0.5, 0.83, 2, ("0", "0,5", "0,83", "2 trin"), "Skala")
SCALE = Scale(
    lowest=0,
    highest=100,
    bands=(Band("Dårlig", 0, "low"), Band("God", 25, "middle"), Band("Verdensklasse", 75, "high")),
    ticks=tuple(Tick(value, str(value)) for value in (0, 25, 50, 75, 100)),
    title="Skala fra 0 til 100. Under 25 er dårlig, 25 til 75 er god, fra 75 er verdensklasse.",
)
SHORT = Scale(
    lowest=0,
    highest=3,
    bands=(Band("We repair", 0, "middle"), Band("We plan", 1, "middle"), Band("We steer", 2, "high")),
    ticks=(Tick(0, "0"), Tick(1, "1"), Tick(1.5, "1.5"), Tick(2, "2"), Tick(3, "3")),
    title="Scale from 0 to 3.",
)
NAMES = ("1", "1½", "2", "2½", "3", "ved ikke", "ikke rel.")
SCORES = st.floats(0, 100, allow_nan=False)


def bar(counts: tuple[int, ...]) -> AnswerBar:
    """The answers to one question on the five-step scale, don't know and not relevant last."""
    places = (0.0, 0.25, 0.5, 0.75, 1.0, None, None)
    answers = tuple(Answer(name, n, place) for name, n, place in zip(NAMES, counts, places, strict=True))
    words = ", ".join(f"{answer.count} på {answer.name}" for answer in answers if answer.count)
    return AnswerBar(f"Svarene: {words}.", answers)


def one_of_each(text: str = "A1") -> list[Drawing]:
    """Every kind of drawing, with *text* wherever it takes one."""
    scale = Scale(0, 100, (Band(text, 0, "low"), Band("b", 50, "high")), (Tick(0, text), Tick(100, "100")), text)
    return [
        Axis(scale),
        ScoreRow(scale, text, 40, Interval(30, 50), 75),
        ChangeRow(scale, text, 20, 60, 75),
        LevelBar(scale, text, 40, text, Interval(30, 50), (text, text), 75, text),
        ItemStrip(scale, text, (Dot(text, 40), Dot(text, 41, is_critical=True), Dot(text, 90)), 50),
        AnswerBar(text, (Answer(text, 3, 0.0), Answer(text, 2, 1.0), Answer(text, 1, None))),
        AgreementRow(STEPS, text, 0.7),
        Radar(scale, text, (Axle(text, 40, 75), Axle("B", 50, 75), Axle("C", 60, 75))),
        PairRow(scale, text, 40, 60, is_certain=True, other="customers"),
        PairRow(scale, text, 40, 60, is_certain=False, other="role"),
        ShareAxis(text, (text, text, text)),
        ShareRow(text, 0.4, Interval(0.2, 0.6), own=0.5),
        ParetoAxis(ParetoScale(10, ((0, text), (10, text))), text),
        ParetoRow(ParetoScale(10, ((0, "0"), (10, "10"))), text, 4),
        Timeline(text, (Mark(0.2, text), Mark(0.21, "2")), (Mark(0.5, text),), (Mark(0, text), Mark(0.5, "May"))),
        FieldBand(scale, text, (Pill(text, 40, is_planned=True), Pill("B", 41)), 75, "top", text, text),
    ]


@cache
def sample() -> Context:
    """The report of the bundled example, with every kind of drawing in it."""
    return build(example(), Organisation("Fjordby Forsyning"), "da")


def tree(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(drawing.svg())


def dots(drawing: Drawing) -> list[float]:
    return [float(dot.attrib["cx"]) for dot in tree(drawing).iter(f"{SVG}circle")]


def of_kind(value: object) -> list[Drawing]:
    """Every drawing inside a report."""
    if isinstance(value, Drawing):
        return [value]
    parts = value if isinstance(value, tuple) else vars(value).values() if hasattr(value, "__dict__") else ()
    return [drawing for part in parts for drawing in of_kind(part)]


@pytest.mark.parametrize("drawing", one_of_each(), ids=lambda drawing: type(drawing).__name__)
def test_a_drawing_begins_with_its_alternative_text(drawing: Drawing) -> None:
    first = tree(drawing)[0]

    assert (first.tag, first.text) == (f"{SVG}title", drawing.title)


@pytest.mark.parametrize("drawing", one_of_each(HOSTILE), ids=lambda drawing: type(drawing).__name__)
def test_a_hostile_name_stays_text(drawing: Drawing) -> None:
    kinds = {element.tag.removeprefix(SVG) for element in tree(drawing).iter()}

    assert kinds <= {"svg", "title", "rect", "path", "circle", "polygon", "text"}
    assert len(list(tree(drawing).iter(f"{SVG}title"))) == 1


def test_the_dot_lies_where_the_score_is() -> None:
    assert dots(ScoreRow(SCALE, "", 50)) == [WIDTH / 2]
    assert dots(ScoreRow(SHORT, "", 3)) == [WIDTH]


@given(SCORES, SCORES)
def test_a_higher_score_never_lies_further_left(one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert SCALE.x(low) <= SCALE.x(high)


def test_a_score_that_is_not_rated_has_no_dot() -> None:
    assert dots(ScoreRow(SCALE, "", None, None, 75)) == []


def test_a_limit_belongs_to_the_level_it_begins() -> None:
    assert [SCALE.band_of(score).name for score in (0, 24.99, 25, 74.99, 75, 100)] == [
        "Dårlig",
        "Dårlig",
        "God",
        "God",
        "Verdensklasse",
        "Verdensklasse",
    ]


def test_orange_is_kept_for_what_is_bad() -> None:
    assert SHORT.look(0).colour != SCALE.look(0).colour


def test_every_level_is_named_where_there_is_room() -> None:
    assert all(band.name in Axis(SCALE).svg() for band in SCALE.bands)


def test_ticks_that_would_touch_are_left_out_but_not_the_ends() -> None:
    crowded = Scale(0, 100, SCALE.bands, tuple(Tick(value, str(value)) for value in range(101)), "")

    shown = [text for _, text in crowded.shown_ticks(7)]

    assert (shown[0], shown[-1]) == ("0", "100")
    assert len(shown) <= WIDTH / 7 + 1


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(any))
def test_each_answer_is_as_wide_as_its_share(counts: list[int]) -> None:
    boxes = [box for box in tree(bar(tuple(counts))).iter(f"{SVG}rect") if float(box.attrib["height"]) > 4]
    widths = [float(box.attrib["width"]) for box in boxes]
    shown = [count for count in counts if count]

    total = sum(shown)
    assert len(widths) == len(shown)
    for width, count in zip(widths, shown, strict=True):
        assert width == pytest.approx(count / total * WIDTH, abs=3.2)


@given(st.lists(st.integers(0, 40), min_size=7, max_size=7).filter(any))
def test_the_bar_never_leaves_its_column(counts: list[int]) -> None:
    boxes = tree(bar(tuple(counts))).iter(f"{SVG}rect")

    assert all(float(box.attrib["x"]) + float(box.attrib["width"]) <= WIDTH + 0.02 for box in boxes)


def test_the_lowest_answer_is_hatched_so_that_grey_print_shows_it() -> None:
    lowest = AnswerBar("", (Answer("1", 3, 0.0),)).svg()
    highest = AnswerBar("", (Answer("3", 3, 1.0),)).svg()

    assert "<path" in lowest.split("</rect>")[0]
    assert lowest.count("M") > highest.count("M") + 10


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_dots_of_an_area_never_lie_on_each_other(scores: list[float]) -> None:
    strip = ItemStrip(SCALE, "", tuple(Dot(f"A{n}", score) for n, score in enumerate(scores)))
    circles = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in tree(strip).iter(f"{SVG}circle")]

    for index, (x, y) in enumerate(circles):
        for other_x, other_y in circles[index + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 2.4**2


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_a_strip_is_as_tall_as_its_dots_need(scores: list[float]) -> None:
    strip = ItemStrip(SCALE, "", tuple(Dot(f"A{n}", score) for n, score in enumerate(scores)))
    height = float(tree(strip).attrib["viewBox"].split()[3])

    for dot in tree(strip).iter(f"{SVG}circle"):
        assert 1.5 <= float(dot.attrib["cy"]) <= height - 1.5


@given(st.lists(SCORES, min_size=1, max_size=20))
def test_pills_never_lie_on_each_other(scores: list[float]) -> None:
    band = FieldBand(SCALE, "", tuple(Pill(f"A{n}", score) for n, score in enumerate(scores)), 75, "middle")
    boxes = [box.attrib for box in tree(band).iter(f"{SVG}rect") if "rx" in box.attrib]
    places = [(float(box["x"]), float(box["y"]), float(box["width"])) for box in boxes]

    assert len(places) == len(scores)
    for index, (x, y, width) in enumerate(places):
        for other_x, other_y, other_width in places[index + 1 :]:
            assert abs(y - other_y) >= 4 or x + width <= other_x or other_x + other_width <= x


@given(SCORES, st.tuples(SCORES, SCORES), SCORES)
def test_nothing_leaves_the_first_page_bar(score: float, ends: tuple[float, float], target: float) -> None:
    low, high = min(*ends, score), max(*ends, score)
    drawing = LevelBar(SCALE, "", score, "54", Interval(low, high), ("46", "61"), target, "Mål 75")

    for text in tree(drawing).iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["y"]) <= 29


def test_a_bar_below_the_target_has_its_arrow_only_where_there_is_room() -> None:
    assert 'z" fill' in ChangeRow(SCALE, "", 20, 60).svg()
    assert 'z" fill' not in ChangeRow(SCALE, "", 54, 58).svg()


@given(SCORES, SCORES)
def test_two_views_lie_where_their_scores_are(first: float, second: float) -> None:
    pair = PairRow(SCALE, "", first, second, is_certain=True, other="role")

    assert dots(pair) == pytest.approx([SCALE.x(second), SCALE.x(first)], abs=0.01)


def test_a_difference_that_may_be_chance_is_dashed_and_a_certain_one_is_not() -> None:
    certain, open_ = (PairRow(SCALE, "", 20, 60, is_certain=one, other="customers").svg() for one in (True, False))

    assert "stroke-dasharray" not in certain
    assert "stroke-dasharray" in open_


def test_customers_and_roles_have_different_signs() -> None:
    assert len(list(tree(PairRow(SCALE, "", 20, 60, True, "customers")).iter(f"{SVG}polygon"))) == 1
    assert len(list(tree(PairRow(SCALE, "", 20, 60, True, "role")).iter(f"{SVG}polygon"))) == 0


def test_the_customers_diamond_stands_where_their_score_is() -> None:
    row = ScoreRow(SCALE, "", 50, customers=25)
    corners = [
        tuple(map(float, corner.split(",")))
        for corner in next(tree(row).iter(f"{SVG}polygon")).attrib["points"].split()
    ]

    assert sum(x for x, _ in corners) / 4 == pytest.approx(SCALE.x(25), abs=0.01)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_share_is_as_long_as_it_is_and_its_whiskers_end_with_the_interval(
    one: float, two: float, three: float
) -> None:
    low, share, high = sorted((one, two, three))
    drawn = tree(ShareRow("", share, Interval(low, high)))
    bar = next(drawn.iter(f"{SVG}rect"))
    whiskers = next(path for path in drawn.iter(f"{SVG}path") if path.attrib["stroke-width"] == "0.45")
    ends = re.match(r"M([\d.]+) [\d.]+H([\d.]+)", whiskers.attrib["d"])

    assert float(bar.attrib["width"]) == pytest.approx(share * WIDTH, abs=0.01)
    assert ends is not None
    assert [float(end) for end in ends.groups()] == pytest.approx([low * WIDTH, high * WIDTH], abs=0.01)


@given(st.floats(0.001, 1_000_000))
def test_a_scale_ends_at_or_above_the_longest_bar_in_at_most_five_round_steps(longest: float) -> None:
    end, step = round_scale(longest)

    assert longest <= end * (1 + 1e-9)
    assert 1 <= round(end / step) <= 5
    assert f"{step:.0e}"[0] in "125"


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_actions_on_the_line_never_lie_on_each_other(places: list[float]) -> None:
    actions = tuple(Mark(place, str(n)) for n, place in enumerate(sorted(places)))
    drawn = Timeline("", actions, (), (Mark(0, "May"),))
    circles = [(float(dot.attrib["cx"]), float(dot.attrib["cy"])) for dot in tree(drawn).iter(f"{SVG}circle")]

    for index, (x, y) in enumerate(circles):
        for other_x, other_y in circles[index + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 3.9**2


def test_text_never_leaves_a_row_by_more_than_its_overhang() -> None:
    for drawing in of_kind(sample()):
        left, _, width, _ = (float(number) for number in tree(drawing).attrib["viewBox"].split())
        for text in tree(drawing).iter(f"{SVG}text"):
            assert left - 1 <= float(text.attrib["x"]) <= left + width + 1


def test_rows_share_one_ruler() -> None:
    assert tree(ScoreRow(SCALE, "", 50)).attrib["viewBox"].split()[0] == str(-int(OVERHANG))
    assert tree(ItemStrip(SCALE, "", ())).attrib["width"] == tree(ScoreRow(SCALE, "", 50)).attrib["width"]


def test_what_is_published_of_a_drawing_are_its_words_and_figures() -> None:
    published = plain(ScoreRow(SCALE, "Tænk forud: score 33.", 33.1234, Interval(21, 45), 75))

    assert published == {
        "alternative": "Tænk forud: score 33.",
        "score": 33.12,
        "interval": {"low": 21, "high": 45},
        "target": 75,
        "customers": None,
        "height": 12,
    }


def test_a_drawing_takes_about_no_time() -> None:
    drawings = of_kind(sample())
    begin = perf_counter()
    for drawing in drawings:
        drawing.svg()

    # The bar is 1 ms each (benchmarks/); here only a limit against something going badly wrong.
    assert (perf_counter() - begin) / len(drawings) < 0.02


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ground", "text"), [(ground, text) for ground, texts in TEXT_ON.items() for text in texts])
def test_text_can_be_read_on_every_ground_it_stands_on(ground: str, text: str) -> None:
    assert contrast(ground, text) >= 4.5


def test_every_fill_says_what_text_it_carries() -> None:
    assert set(FILLS) <= set(TEXT_ON)


def test_every_text_in_a_drawing_has_a_listed_colour() -> None:
    listed = {text for texts in TEXT_ON.values() for text in texts}
    used = {
        colour for drawing in of_kind(sample()) for colour in re.findall(r'<text[^>]* fill="([^"]+)"', drawing.svg())
    }

    assert used <= listed
