"""The questionnaires that come with the program: complete, in three languages, and what the method says they hold."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from servicecheck.conditions import (
    AnyCriticalBelow,
    AnySectionBelow,
    CriticalMeanBelow,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
)
from servicecheck.files import questionnaires, yaml_document
from servicecheck.items import ChoiceItem, RatingItem
from servicecheck.language import LANGUAGES
from servicecheck.questionnaire import Questionnaire, impact_of

NAMES = ("complaint-recovery", "five-behaviours", "five-questions", "light-bulbs", "low-effort")
SHIPPED = {name: questionnaires.load(questionnaires.shipped_folder() / f"{name}.yaml") for name in NAMES}
ANCHORED = ("bad", "good", "world-class")
LEVELS = [
    {"id": level, "from": start, "title": level} for level, start in zip(ANCHORED, ("0", "25", "75"), strict=True)
]


shipped = pytest.mark.parametrize("questionnaire", SHIPPED.values(), ids=SHIPPED)


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, yaml_document.Value]]:
    """Every text of the file by its path: whatever stands where only words can stand."""
    path = questionnaires.shipped_folder() / f"{questionnaire.id}.yaml"
    yield from _texts(yaml_document.read(path, path.name).value, "")


def _texts(value: yaml_document.Value, path: str) -> Iterator[tuple[str, yaml_document.Value]]:
    wordy = {"title", "purpose", "who", "source", "instruction", "heading", "note", "help", "text", "label"}
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _texts(part, f"{path}.{number}")
    elif isinstance(value, dict):
        if set(value) & set(LANGUAGES):
            yield path, value
            return
        for key, part in value.items():
            if key in wordy and isinstance(part, str):
                yield f"{path}.{key}", part
            yield from _texts(part, f"{path}.{key}")


def test_these_and_no_others_are_shipped() -> None:
    shelf = questionnaires.shipped_folder()

    assert {path.name for path in shelf.iterdir()} == {"README.md", *(f"{name}.yaml" for name in NAMES)}


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_questionnaire_has_neither_errors_nor_warnings(name: str) -> None:
    assert questionnaires.problems(questionnaires.shipped_folder() / f"{name}.yaml") == []


@pytest.mark.parametrize(
    ("name", "minutes", "scored", "core", "critical"),
    [
        ("five-questions", 25, 14, 5, []),
        ("low-effort", 12, 16, 5, ["LE-A4", "LE-B2", "LE-C1"]),
        ("five-behaviours", 15, 20, 7, ["FB-A1"]),
        ("light-bulbs", 20, 15, 6, ["LB-A1", "LB-A2", "LB-B1", "LB-C1", "LB-C2", "LB-D1"]),
        ("complaint-recovery", 15, 19, 7, ["CR-A2", "CR-B1", "CR-D1"]),
    ],
)
def test_a_shipped_questionnaire_has_the_items_of_the_method(
    name: str, minutes: int, scored: int, core: int, critical: list[str]
) -> None:
    questionnaire = SHIPPED[name]

    assert questionnaire.minutes == minutes
    assert len(questionnaire.scored_items) == scored
    assert sum(item.core for item in questionnaire.scored_items) == core
    assert [item.id for item in questionnaire.critical_items] == critical


@shipped
def test_every_text_stands_in_three_languages(questionnaire: Questionnaire) -> None:
    found = dict(texts(questionnaire))

    assert len(found) > 100
    for path, text in found.items():
        assert isinstance(text, dict), f"{path} is in one language"
        assert set(text) == set(LANGUAGES), path


@shipped
def test_no_translation_is_a_copy(questionnaire: Questionnaire) -> None:
    """A sentence of three words or more that is the same in two languages was forgotten, not translated."""
    for path, text in texts(questionnaire):
        assert isinstance(text, dict)
        long = [words for words in text.values() if isinstance(words, str) and len(words.split()) >= 3]
        assert len(set(long)) == len(long), path


@shipped
def test_every_rating_has_three_anchors_two_actions_and_a_question_for_evidence(questionnaire: Questionnaire) -> None:
    for item in questionnaire.scored_items:
        assert isinstance(item, RatingItem), item.id
        assert tuple(item.anchors) == ANCHORED, item.id
        assert tuple(item.actions) == ANCHORED[1:], item.id
        assert item.evidence_prompt is not None, item.id
        assert len({anchor.to("en") for anchor in item.anchors.values()}) == len(ANCHORED), item.id


@shipped
def test_effort_is_hours_days_weeks_or_months(questionnaire: Questionnaire) -> None:
    efforts = {action.effort for item in questionnaire.scored_items for action in item.actions.values()}

    assert efforts <= {1, 2, 3, 5}


@shipped
def test_ids_begin_with_those_of_the_section_they_stand_in(questionnaire: Questionnaire) -> None:
    for section in questionnaire.sections:
        for item in section.items:
            assert item.id.startswith(section.id)
        if section.customer:
            assert section.customer.id == f"{section.id}-customer"
            assert tuple(section.customer.anchors) == ANCHORED


def test_ids_are_unique_over_all_five() -> None:
    every = [item.id for questionnaire in SHIPPED.values() for item in questionnaire.items]
    every += [section.id for questionnaire in SHIPPED.values() for section in questionnaire.walk()]

    assert len(set(every)) == len(every)


@shipped
def test_levels_gates_and_other_limits_are_those_of_the_method(questionnaire: Questionnaire) -> None:
    assert [(level.id, str(level.start)) for level in questionnaire.levels] == [
        ("bad", "0"),
        ("good", "25"),
        ("world-class", "75"),
    ]
    assert [[str(limit) for limit in limits] for limits in questionnaire.other_limits] == [
        ["33.33", "66.67"],
        ["40", "80"],
    ]
    found = {gate.id: (gate.caps_at, gate.when) for gate in questionnaire.gates}
    assert found == {
        "basics-world-class": ("good", AnyCriticalBelow.model_validate({"any_critical_below": 50})),
        "weakest-world-class": ("good", AnySectionBelow.model_validate({"any_section_below": 50})),
        "always-world-class": (
            "good",
            ShareOfItemsBelow.model_validate({"share_of_items_below": 50, "more_than": Fraction(1, 10)}),
        ),
        "basics-good": ("bad", CriticalMeanBelow.model_validate({"critical_mean_below": 25})),
        "weakest-good": (
            "bad",
            ShareOfWeightBelow.model_validate({"share_of_weight_below": 25, "more_than": Fraction(1, 3)}),
        ),
        "always-good": (
            "bad",
            ShareOfItemsBelow.model_validate({"share_of_items_below": 25, "more_than": Fraction(1, 3)}),
        ),
    }


def test_the_light_bulbs_are_the_basics_of_the_others() -> None:
    assert {name: asked.basics_from for name, asked in SHIPPED.items()} == {
        name: None if name == "light-bulbs" else "light-bulbs" for name in NAMES
    }


def test_the_target_is_75_and_for_the_little_extra_50() -> None:
    targets = {s.id: s.target for asked in SHIPPED.values() for s in asked.sections if s.scored}

    assert {section: target for section, target in targets.items() if target != 75} == {"FB-D": 50}


def test_what_matters_most_is_the_basics_the_effort_and_what_is_critical() -> None:
    weighed = {
        item.id: impact_of(item, asked.home(item.id)) for asked in SHIPPED.values() for item in asked.scored_items
    }

    assert {name[:2] for name, impact in weighed.items() if impact == 3} == {"LE", "LB", "CR", "FB"}
    assert [name for name, impact in weighed.items() if impact == 3 and name[:2] in ("CR", "FB")] == [
        "CR-A2",
        "CR-B1",
        "CR-D1",
        "FB-A1",
    ]
    assert [name for name, impact in weighed.items() if impact == 1] == ["FB-D1", "FB-D2", "FB-D3"]


def test_leaders_answer_only_the_section_about_leadership() -> None:
    behaviours = SHIPPED["five-behaviours"]

    asked = {role: [i.id for i in behaviours.items if behaviours.is_for(i, role)] for role in ("staff", "leader")}
    assert asked["leader"] == [item.id for item in behaviours.section("FB-F").items]
    assert asked["staff"] == [item.id for item in behaviours.items]


def test_the_ambition_part_sets_targets_and_never_the_score() -> None:
    ambition = SHIPPED["five-questions"].section("FQ-A")

    assert not ambition.scored
    assert {item.id: [o.value for o in item.options] for item in ambition.items if isinstance(item, ChoiceItem)} == {
        "FQ-A1": ["price", "one-reason", "main-reason"],
        "FQ-A2": ["little", "something", "great-deal"],
        "FQ-A3": ["behind", "level", "ahead"],
        "FQ-A4": ["few-hours", "one-project", "programme"],
        "FQ-A5": ["keep", "above", "known"],
    }
    targets = next(r for r in SHIPPED["five-questions"].registers if r.id == "targets")
    goals = next(column for column in targets.columns if column.id == "target").options
    assert {option.value: option.points for option in goals} == {"keep": 50, "above": 75, "known": 90}


@pytest.mark.parametrize(
    ("name", "registers"),
    [
        ("five-questions", {"targets": "FQ-A", "frustrations": "FQ-F", "mistakes": "FQ-M"}),
        ("light-bulbs", {"light-bulbs": "LB-E"}),
        ("complaint-recovery", {"complaint-cases": None, "always-quotes": "CR-E"}),
        ("low-effort", {}),
        ("five-behaviours", {}),
    ],
)
def test_each_table_is_filled_in_where_its_subject_is(name: str, registers: dict[str, str | None]) -> None:
    assert {register.id: register.section for register in SHIPPED[name].registers} == registers


@shipped
def test_a_table_asks_for_at_most_six_things_a_row(questionnaire: Questionnaire) -> None:
    for register in questionnaire.registers:
        now = [column for column in register.columns if not column.later]

        assert 2 <= len(now) <= 6, register.id
        assert now[0].required, register.id


@shipped
def test_customers_are_asked_one_question_a_section_or_none(questionnaire: Questionnaire) -> None:
    asked = [section.id for section in questionnaire.sections if section.customer]

    expected = {"low-effort": 4, "complaint-recovery": 5}
    assert len(asked) == expected.get(questionnaire.id, 0)


# The manual for authors


def examples() -> list[str]:
    """The YAML of the manual, one text a block."""
    manual = (questionnaires.shipped_folder() / "README.md").read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", manual, flags=re.DOTALL)


def put_together(example: str) -> dict[str, object]:
    """A questionnaire around an example that shows a part: items, sections, or keys of the head or of a section."""
    item: dict[str, object] = {"id": "DESK-1", "type": "yes-no", "text": "Is it open?"}
    section: dict[str, object] = {"id": "DESK", "title": "Desk", "items": [item]}
    head: dict[str, object] = {"format": "1", "id": "part", "version": "1", "title": "Part", "levels": LEVELS}
    shown = yaml_document.read(example.encode(), "README.md").value
    if isinstance(shown, list):
        is_sections = isinstance(shown[0], dict) and "items" in shown[0]
        return {**head, "sections": shown if is_sections else [{**section, "items": shown}]}
    assert isinstance(shown, dict)
    if "actions" in shown:
        return {**head, "sections": [{**section, "items": [{**item, **shown}]}]}
    if "customer" in shown:
        return {**head, "sections": [{**section, **shown}]}
    return {**head, "sections": [section], **shown}


def test_the_first_example_of_the_manual_is_a_whole_questionnaire(tmp_path: Path) -> None:
    path = tmp_path / "it-service.yaml"
    path.write_text(examples()[0], encoding="utf-8")

    assert questionnaires.problems(path) == []


@pytest.mark.parametrize("example", examples()[1:], ids=lambda example: example.split("\n")[0])
def test_every_example_of_the_manual_is_accepted(example: str) -> None:
    Questionnaire.model_validate(put_together(example))


def test_the_manual_explains_every_key() -> None:
    manual = (questionnaires.shipped_folder() / "README.md").read_text(encoding="utf-8")
    schema = Questionnaire.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}

    unexplained = {key for key in keys if not re.search(rf"[`{{, ]{re.escape(key)}[`:]", manual)}
    assert unexplained == set()
