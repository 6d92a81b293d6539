"""Section 4: one block for each area, with how every question was answered and the description that lies nearest."""

from typing import Final

from servicecheck.assessment.findings import ItemFinding, SectionFinding
from servicecheck.report.parts import Area, Areas, Figure, Heading, ItemBlock
from servicecheck.report.reading import Reading
from servicecheck.report.sections.answer_bars import answer_bar
from servicecheck.report.sections.quotations import MOST, comments, more
from servicecheck.report.sections.sentences import first_sentence
from servicecheck.report.sections.standing import hidden_words, section_row
from servicecheck.telling.descriptions import chosen, outermost

# In a longer area only the strongest and the weakest questions carry their description.
ALL_DESCRIBED: Final = 6


def areas(reading: Reading, heading: Heading) -> Areas | None:
    """The section; None where nothing may be shown."""
    if reading.assessment.overall is None or not reading.leaves:
        return None
    blocks = tuple(_area(reading, leaf) for leaf in reading.by_gap(reading.leaves))
    shown = tuple(block for block in blocks if block.blocks or block.notes)
    return Areas(heading, _intro(reading), shown, _whose_view(reading))


def _whose_view(reading: Reading) -> str:
    """Where no customer was heard anywhere, the report says that this is your own view (method 3.12)."""
    assessment = reading.assessment
    is_heard = any(part is not None for part in (assessment.customers, assessment.cases, assessment.quotes))
    return reading.words("customers_none") if reading.is_own_model and not is_heard else ""


def _intro(reading: Reading) -> str:
    steps = []
    for option in reading.questionnaire.scale:
        if option.level in {level.id for level in reading.questionnaire.levels}:
            name = reading.level_name(option.level)
            steps.append(reading.words("report_step_is", step=option.value, level=name))
    return reading.words("report_areas_note", steps=", ".join(steps)) if steps else ""


def _area(reading: Reading, finding: SectionFinding) -> Area:
    words, row = reading.words, section_row(reading, finding)
    items = sorted(reading.items_of(finding.id), key=lambda item: (item.mean is None, item.mean or 0))
    left_out = [item for item in reading.assessment.items if item.section == finding.id and not item.is_relevant]
    names = words.join(words.quote(reading.question(item.id)) for item in left_out)
    said = comments(reading, finding.id)
    blocks = tuple(_block(reading, finding, item, len(items)) for item in items)
    return Area(
        letter=row.letter,
        name=row.name,
        drawing=row.drawing,
        figure=row.figure,
        heads=(words("label_question"), words("label_answers_and_chosen"), words("score"), words("label_median")),
        blocks=blocks,
        notes=tuple(filter(None, [f"{words('na_list')}: {names}." if left_out else "", _surplus(reading, finding)])),
        comments_name=words("label_comments") if said else "",
        comments=said[:MOST],
        comments_more=more(reading, said),
    )


def _surplus(reading: Reading, finding: SectionFinding) -> str:
    return reading.words("gap_surplus") if finding.surplus else ""


def _block(reading: Reading, section: SectionFinding, item: ItemFinding, size: int) -> ItemBlock:
    letter, text = reading.short[item.id], reading.question(item.id)
    is_described = size <= ALL_DESCRIBED or item.id in {*section.strongest, *section.weakest}
    title, description = _described(reading, item) if is_described else ("", "")
    if item.hidden is not None:
        told, score = hidden_words(reading, item.hidden), reading.score(item.mean)
        if not reading.is_agreed(item.id):
            return ItemBlock(letter, text, None, "", told, Figure("–"))
        return ItemBlock(letter, text, None, title, description, Figure(score, "", (*_agreed(reading, item), told)))
    if item.mean_median_differ and not reading.is_divided(item) and not reading.is_agreed(item.id):
        description = f"{description} {reading.words('report_median_differs')}.".strip()
    remarks = (*_agreed(reading, item), *_remarks(reading, section, item))
    figure = Figure(reading.score(item.mean), reading.score(item.median), remarks)
    return ItemBlock(letter, text, answer_bar(reading, item), title, description, figure)


def _agreed(reading: Reading, item: ItemFinding) -> tuple[str, ...]:
    """That the score is that of the agreed answer; the answers and their median are the votes'."""
    return (reading.words("agreed_answer"),) if reading.is_agreed(item.id) else ()


def _described(reading: Reading, item: ItemFinding) -> tuple[str, str]:
    """The nearest description; the two outermost where people are so divided that the mean describes nobody."""
    if reading.is_divided(item):
        both = outermost(reading, item.id)
        if both is not None:
            return reading.words("report_split"), " ".join(f"{level}: {first_sentence(said)}." for level, said in both)
    return chosen(reading, item.id)


def _remarks(reading: Reading, section: SectionFinding, item: ItemFinding) -> list[str]:
    words, said = reading.words, []
    weakest, strongest = section.weakest[:1], section.strongest[:1]
    are_apart = len({reading.assessment.item(one).mean for one in (*weakest, *strongest)}) > 1
    if item.id in weakest and are_apart:
        said.append(words("label_weakest"))
    elif item.id in strongest and are_apart:
        said.append(words("label_strongest"))
    if item.is_critical:
        said.append(words("label_critical_short"))
    if item.is_dk_finding:
        said.append(words("report_dk_third"))
    if item.na_disagreement:
        said.append(words("na_disagree").removesuffix("."))
    return said
