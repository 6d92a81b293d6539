"""How one question was answered, as the bar's figures and in words."""

from servicecheck.assessment.findings import ItemFinding
from servicecheck.report.charts.answers import Answer, AnswerBar
from servicecheck.report.reading import Reading, written


def answer_bar(reading: Reading, item: ItemFinding) -> AnswerBar | None:
    """The bar of an item's counts; None when nobody replied."""
    answers = (*rated_answers(reading, item), *_unrated(reading, item))
    given = [answer for answer in answers if answer.count]
    if not given:
        return None
    words = reading.words
    figures = [
        words("chart_answers_on", n=answer.count, step=answer.name) for answer in given if answer.place is not None
    ]
    keys = (("chart_answers_dk", item.dk), ("chart_answers_na", item.na), ("chart_answers_blank", item.blank))
    figures += [words(key, n=count) for key, count in keys if count]
    told = {"item": reading.short[item.id], "figures": ", ".join(figures)}
    return AnswerBar(words("chart_alt_item_answers", **told), answers)


def rated_answers(reading: Reading, item: ItemFinding) -> list[Answer]:
    """Every answer worth points, lowest first, with its short name."""
    names = {choice.value: reading.step_name(choice) for choice in reading.choices(item.id)}
    question = reading.questionnaire.item(item.id)
    reach = max(item.highest - item.lowest, 1)
    points = {value: question.points(value) or 0 for value in item.counts}
    return [
        Answer(
            name=names.get(value) or written(value, reading.words),
            count=item.counts[value],
            place=min(max((points[value] - item.lowest) / reach, 0.0), 1.0),
        )
        for value in sorted(item.counts, key=lambda value: points[value])
    ]


def _unrated(reading: Reading, item: ItemFinding) -> list[Answer]:
    counts = (("short_dk", item.dk), ("short_na", item.na), ("short_blank", item.blank))
    return [Answer(reading.words(key), count, None) for key, count in counts if count]
