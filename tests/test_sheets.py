"""Sheets to fill in: whatever is picked, typed or noted in one reads back as exactly that."""

from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from filled_sheets import fill_form, fill_table, possible, read_back, said
from sample_questionnaires import from_text, shipped, shipped_ids
from servicecheck.files import sheets
from servicecheck.files.sheets import Columns
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer
from servicecheck.telling.asking import Asking, Occasion

TODAY = date(2026, 11, 14)
EVERY_TYPE = from_text(
    """
    id: every-type
    roles: [{id: staff, title: {en: Staff, da: Medarbejder, sv: Medarbetare}}, {id: leader}]
    levels: [{id: bad, from: 0}, {id: good, from: 25}, {id: world-class, from: 75}]
    sections:
      - id: S
        items:
          - {id: "1.10", text: '=HYPERLINK("x")', anchors: {bad: "-a", good: "@b", world-class: "+c"}}
          - {id: Y, type: yes-no, text: "Is it so?"}
          - {id: C, type: choice, text: Which, options: [{value: a, points: 0, label: "50"}, {value: b, points: 50}]}
          - {id: D, type: choice, text: Other, options: [{value: x, label: Don't know}, {value: y, label: 3-5}]}
          - {id: M, type: choices, text: Several, options: [{value: a, points: 1}, {value: b, points: 2}]}
          - {id: K, type: choices, text: Codes, options: [{value: "2", points: 1}, {value: "1", points: 2}]}
          - {id: "N", type: number, text: How many, unit: days, when: {item: Y, is: "yes"}}
          - {id: T, type: text, text: Own words, dk: "false", na: "false"}
      - {id: L, aggregate: ladder, who: [leader], items: [{id: L1, type: yes-no}, {id: L2, na: "false"}]}
    """
)


def asking(questionnaire: Questionnaire, language: Language = "en", role: str | None = None) -> Asking:
    return Asking(questionnaire, Words(language), Occasion(role=role))


def people(of: Asking, count: int) -> list[dict[str, Answer]]:
    """So many people who together give every answer there is, with notes and evidence beside some."""
    values = {question.item.id: cycle(possible(question.item)) for question in of.questions}
    found = []
    for number in range(count):
        note, evidence = f"=note {number}" * (number % 2), f"-3-5 {number}" * (number % 3 == 1)
        grade = number % 4 if number % 3 == 1 else None
        found.append({name: Answer(next(every), note, evidence, grade) for name, every in values.items()})
    return found


def enough(of: Asking) -> int:
    return max(len(possible(question.item)) for question in of.questions) + 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*shipped_ids(), "every-type"])
def test_a_filled_in_table_reads_back_exactly(name: str, language: Language, tmp_path: Path) -> None:
    of = asking(EVERY_TYPE if name == "every-type" else shipped(name), language)
    wanted = people(of, enough(of))
    content = sheets.table(of, Columns(with_notes=True), 40, TODAY)

    found = read_back(fill_table(content, of, [("", one) for one in wanted]), tmp_path / "table.xlsx", of)

    assert found.rejects == ()
    assert [said(person.answers) for person in found.people] == [said(one) for one in wanted if said(one)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*shipped_ids(), "every-type"])
def test_a_filled_in_form_reads_back_exactly(name: str, language: Language, tmp_path: Path) -> None:
    of = asking(EVERY_TYPE if name == "every-type" else shipped(name), language)
    content = sheets.form(of, TODAY)
    roles = [role.title.to(language) for role in of.questionnaire.roles] or [""]
    for wanted, role in zip(filter(said, people(of, enough(of))), cycle(roles), strict=False):
        found = read_back(fill_form(content, of, wanted, role), tmp_path / "form.xlsx", of)

        assert found.rejects == ()
        (person,) = found.people
        assert said(person.answers) == said(wanted)
        assert person.respondent.language == language
        assert person.respondent.role == next(
            iter(r.id for r in of.questionnaire.roles if r.title.to(language) == role), None
        )
