"""One set of plain answers in the shape of each form tool's export, in each language.

Each function writes a file as the tool would, from the same people: what stands above and beside the answers, and the
words or codes in which the answers come.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from servicecheck.items import Item
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.spreadsheets import Sheet, workbook

Answers = Mapping[str, str]
"""Stored values by the ids of the items; what is not there was not answered."""
Cell = Callable[[Item, str], str]
"""How an answer is written."""


@dataclass(frozen=True)
class Export:
    """A file that a form tool wrote."""

    name: str
    content: bytes
    rows_beside: int = 0
    """Rows that are no answers of anybody."""
    options: Sequence[str] = field(default=())


def plain(questionnaire: Questionnaire, people: Sequence[Answers]) -> bytes:
    """The same answers as a table of ids and values."""
    ids = [item.id for item in questionnaire.items]
    return _csv([ids, *([one.get(item, "") for item in ids] for one in people)])


def microsoft(questionnaire: Questionnaire, people: Sequence[Answers], language: Language) -> Export:
    """An XLSX with five columns of its own, no-break spaces in a title, and semicolons behind every choice."""
    own = {
        "en": ["ID", "Start time", "Completion time", "Email", "Name"],
        "da": ["Id", "Starttidspunkt", "Fuldførelsestidspunkt", "Mail", "Navn"],
        "sv": ["ID", "Starttid", "Slutförandetid", "E-post", "Namn"],
    }[language]
    titles = [item.text.to(language).replace(" ", "\u00a0", 1) for item in questionnaire.items]
    cell = _words(language, lambda parts: "".join(f"{part};" for part in parts))
    beside = ["5/2/26 9:14", "5/2/26 9:20", "anonymous", ""]
    rows = [[str(number), *beside, *_cells(questionnaire, one, cell)] for number, one in enumerate(people, 1)]
    sheet = Sheet("Sheet1", [*own, *titles], rows)
    return Export("answers.xlsx", workbook([sheet], date(2026, 5, 2)))


def google(questionnaire: Questionnaire, people: Sequence[Answers], language: Language) -> Export:
    """A CSV with a time and an address; the questions of the first section are the rows of a grid."""
    own = {
        "en": ["Timestamp", "Email Address"],
        "da": ["Tidsstempel", "Mailadresse"],
        "sv": ["Tidstämpel", "E-postadress"],
    }[language]
    grid = questionnaire.sections[0]
    titles = [
        f"{grid.title.to(language)} [{item.text.to(language)}]" if item in grid.all_items else item.text.to(language)
        for item in questionnaire.items
    ]
    cell = _words(language, ", ".join)
    beside = ["2026/05/02 9:14:11 AM GMT+2", "anna@example.org"]
    rows = [[*beside, *_cells(questionnaire, one, cell)] for one in people]
    return Export("answers.csv", _csv([[*own, *titles], *rows]))


_LIMESURVEY = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl")
_LIMESURVEY_TEXT = (
    "Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action",
    "IP address", "Referrer URL",
)  # fmt: skip


def limesurvey(
    questionnaire: Questionnaire, people: Sequence[Answers], language: Language, heading: str = "code"
) -> Export:
    """A CSV with a byte order mark, headed by codes, by texts or by both; one response was not handed in."""
    subs = {item.id: f"G01Q{number:02}[{_bare(item.id)}]" for number, item in enumerate(questionnaire.items)}
    codes = [_bare(item.id) if number % 2 else subs[item.id] for number, item in enumerate(questionnaire.items)]
    texts = [
        item.text.to(language) if number % 2 else f"{questionnaire.title.to(language)} [{item.text.to(language)}]"
        for number, item in enumerate(questionnaire.items)
    ]
    both = [f"{code}. {text}" for code, text in zip([*_LIMESURVEY, *codes], [*_LIMESURVEY_TEXT, *texts], strict=True)]
    header = {"code": [*_LIMESURVEY, *codes], "text": [*_LIMESURVEY_TEXT, *texts], "both": both}[heading]
    cell = _lime_codes if heading == "code" else _words(language, ", ".join)
    beside = ["3", language, "1871", "2026-05-02 09:10:00", "2026-05-02 09:14:00", "192.0.2.7", ""]
    rows = [
        [str(number), "2026-05-02 09:14:00", *beside, *_cells(questionnaire, one, cell)]
        for number, one in enumerate(people, 1)
    ]
    return Export("answers.csv", _csv([header, *rows], "utf-8-sig"))


def surveymonkey(questionnaire: Questionnaire, people: Sequence[Answers], language: Language) -> Export:
    """A CSV with two header rows: a section is a matrix, and every option of a question with several has a column."""
    own = {
        "en": ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name",
               "Last Name", "Custom Data 1"],
        "da": ["Respondent-ID", "Indsamler-ID", "Startdato", "Slutdato", "IP-adresse", "E-mailadresse", "Fornavn",
               "Efternavn", "Brugerdefinerede data 1"],
        "sv": ["Respondent-ID", "Insamlar-ID", "Startdatum", "Slutdatum", "IP-adress", "E-postadress", "Förnamn",
               "Efternamn", "Anpassade data 1"],
    }[language]  # fmt: skip
    whole = {"en": "Response", "da": "Svar", "sv": "Svar"}[language]
    columns = _monkey_columns(questionnaire, language, whole)
    cell = _words(language, ", ".join)
    rows = []
    for number, one in enumerate(people):
        beside = [str(118_000_000_000 + number), "4411", "05/02/2026 09:10:00", "05/02/2026 09:14:00", *[""] * 5]
        rows.append([*beside, *(_monkey_cell(item, option, one, cell) for _, _, item, option in columns)])
    first = [*own, *(above for above, _, _, _ in columns)]
    second = [*[""] * len(own), *(below for _, below, _, _ in columns)]
    return Export("answers.csv", _csv([first, second, *rows]))


def qualtrics(
    questionnaire: Questionnaire, people: Sequence[Answers], language: Language, recoded: bool = False
) -> Export:
    """A CSV with three header rows, and one row that was made while the survey was tried out."""
    own = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished",
           "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage"]  # fmt: skip
    first = [*own, *(item.id.replace("-", "_") for item in questionnaire.items)]
    second = ["Start Date", "End Date", "Response Type", "IP Address", "Progress", "Duration (in seconds)", "Finished",
              "Recorded Date", "Response ID", "Distribution Channel", "User Language",
              *(f"{questionnaire.title.to(language)} - {item.text.to(language)}" for item in questionnaire.items),
              ]  # fmt: skip
    third = [json.dumps({"ImportId": f"QID{number}"}) for number in range(len(first))]
    cell = _recoded if recoded else _words(language, ",".join)
    rows = []
    for number, one in enumerate([*people, people[0]]):
        status, channel = ("Survey Preview", "preview") if number == len(people) else ("IP Address", "anonymous")
        time = ["2026-05-02 09:10:00", "2026-05-02 09:14:00", status, "192.0.2.7", "100", "240", "True"]
        beside = [*time, "2026-05-02 09:14:01", f"R_3abc{number:04}", channel, language.upper()]
        rows.append([*beside, *_cells(questionnaire, one, cell)])
    return Export("answers.csv", _csv([first, second, third, *rows]), rows_beside=1)


def words_of(item: Item, value: str, language: Language) -> str:
    """One answer in words: its label, what it lies between, or that there is none."""
    words = Words(language)
    if value in ("na", "dk"):
        return words(value)
    if value in ("yes", "no"):
        return words(f"iv_{value}")
    choices = {choice.value: choice for choice in item.choices()}
    if value not in choices:
        return value
    label = choices[value].label
    if label:
        return label.to(language)
    values = list(choices)
    place = values.index(value)
    low, high = (choices[values[place + step]].level or "" for step in (-1, 1))
    names = {"bad": ("bad", "dårlig", "dålig"), "good": ("good", "god", "bra"),
             "world-class": ("world-class", "verdensklasse", "världsklass")}  # fmt: skip
    at = ("en", "da", "sv").index(language)
    return words("iv_between", level_low=names[low][at], level_high=names[high][at]).capitalize()


def _words(language: Language, join: Callable[[Sequence[str]], str]) -> Cell:
    def cell(item: Item, value: str) -> str:
        if not item.takes_several or value in ("na", "dk", "none"):
            return words_of(item, value, language)
        return join([words_of(item, one, language) for one in value.split("|")])

    return cell


def _lime_codes(item: Item, value: str) -> str:
    """A1 for the first choice; a question with several is answered in words, for it has no one code."""
    values = [choice.value for choice in item.choices()]
    if value in values and not item.takes_several and value not in ("yes", "no"):
        return f"A{values.index(value) + 1}"
    return {"yes": "Y", "no": "N"}.get(value, value)


def _recoded(item: Item, value: str) -> str:
    values = [choice.value for choice in item.choices()]
    return str(values.index(value) + 1) if value in values and not item.takes_several else value


def _cells(questionnaire: Questionnaire, answers: Answers, cell: Cell) -> list[str]:
    return [cell(item, answers[item.id]) if item.id in answers else "" for item in questionnaire.items]


def _monkey_columns(questionnaire: Questionnaire, language: Language, whole: str) -> list[tuple[str, str, Item, str]]:
    """What stands above and below, the item, and the option where a column is one."""
    columns: list[tuple[str, str, Item, str]] = []
    for section in questionnaire.sections:
        ratings = [item for item in section.all_items if item.type == "rating"]
        for item in section.all_items:
            text = item.text.to(language)
            if item in ratings and len(ratings) > 1:
                columns.append((section.title.to(language) * (item is ratings[0]), text, item, ""))
            elif item.takes_several:
                for number, choice in enumerate(item.choices()):
                    columns.append((text * (not number), words_of(item, choice.value, language), item, choice.value))
            else:
                columns.append((text, whole, item, ""))
    return columns


def _monkey_cell(item: Item, option: str, answers: Answers, cell: Cell) -> str:
    value = answers.get(item.id)
    if value is None or (option and option not in value.split("|")):
        return ""
    return cell(item, option or value)


def _bare(code: str) -> str:
    return "".join(letter for letter in code if letter.isalnum())


def _csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    content = io.StringIO(newline="")
    csv.writer(content).writerows(rows)
    return content.getvalue().encode(encoding)
