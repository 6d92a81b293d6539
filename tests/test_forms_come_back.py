"""What people answer in a form of another tool comes back to the same answers and the same scores."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from form_follower import submitted
from form_replies import in_surveyjs, in_xform, possible_people
from form_tools import answered_by_survey_core
from oracle import Person
from oracle.answers import Seen
from random_questionnaires import questionnaires
from sample_questionnaires import from_parts, shipped, shipped_ids
from servicecheck.batch.inputs import Order, input_of
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.run import Run
from servicecheck.batch.sources import opened
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import Reading
from servicecheck.files.answers.sources import found_in
from servicecheck.files.answers.table_kinds import Expectations
from servicecheck.files.form_exports import surveyjs, xlsform
from servicecheck.files.form_exports.form import form_of
from servicecheck.files.form_exports.names import Names
from servicecheck.questionnaire import Questionnaire

Replies = list[dict[str, str]]
TOOLS = ("central", "central-split", "odata", "kobo", "kobo-split", "kobo-json", "surveycto")


def expected(questionnaire: Questionnaire, people: Sequence[Person]) -> Replies:
    """What everybody said where it was asked; nobody who said nothing."""
    seen = [Seen(questionnaire, person).answers for person in people]
    said = [{item: value for item, value in one.items() if value is not None} for one in seen]
    return [one for one in said if one]


def read(path: Path, questionnaire: Questionnaire) -> Replies:
    """What is read back from *path*, where nothing is refused but what is empty."""
    found = found_in(path, Expectations(questionnaire))
    assert {reject.reason for reject in found.rejects} <= {"Nothing is answered in this row."}
    return [
        {item: answer.value for item, answer in person.answers.items() if answer.value is not None}
        for person in found.people
    ]


def xform(questionnaire: Questionnaire) -> str:
    from pyxform.xls2xform import convert

    content = xlsform.written(form_of(questionnaire, "en"), date(2026, 11, 22))
    text: str = convert(io.BytesIO(content), file_type=".xlsx", validate=False).xform
    return text


def collected(tool: str, questionnaire: Questionnaire, people: Sequence[Person], folder: Path) -> Path:
    """The export of what *people* sent, in the shape that the documentation of the *tool* gives."""
    form, names = xform(questionnaire), Names.of(questionnaire)
    called = {one: name for name, one in names.ids.items()}
    sent = [submitted(form, in_xform(questionnaire, person, called)).cells for person in people]
    several = {called[item.id]: [choice.value for choice in item.choices()] for item in questionnaire.items
               if item.type == "choices"}  # fmt: skip
    paths = list(dict.fromkeys(path for one in sent for path in one))
    return WRITERS[tool](folder, sent, paths, several)


def central(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """ODK Central's CSV: groups and names joined by a hyphen."""
    return _central(folder, sent, paths, {})


def central_split(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """The same with several choices split into columns beside."""
    return _central(folder, sent, paths, several)


def _central(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    rows = []
    for number, one in enumerate(sent):
        row = {"SubmissionDate": "2026-11-20T10:00:00.000Z"}
        for path in paths:
            name = path.replace("/", "-")
            row[name] = one.get(path, "")
            row |= {f"{name}/{value}": str(int(value in row[name].split())) if row[name] else ""
                    for value in several.get(path.rpartition("/")[2], [])}  # fmt: skip
        key = f"uuid:{number:08d}-0000-4000-8000-000000000000"
        row |= {"meta-instanceID": key, "KEY": key, "SubmitterID": "12", "SubmitterName": "Public link",
                "AttachmentsPresent": "0", "AttachmentsExpected": "0", "Status": "", "ReviewState": "",
                "DeviceID": "", "Edits": "0", "FormVersion": "1.0"}  # fmt: skip
        rows.append(row)
    return _csv(folder / "form.csv", rows, ",")


def odata(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """ODK Central's OData: groups as objects, nothing as null."""
    values = []
    for number, one in enumerate(sent):
        key = f"uuid:{number:08d}-0000-4000-8000-000000000000"
        record: dict[str, object] = {"__id": key, "__system": {"submissionDate": "2026-11-20T10:00:00Z",
            "submitterId": "12", "reviewState": None, "edits": 0, "formVersion": "1.0"},
            "meta": {"instanceID": key}}  # fmt: skip
        for column in paths:
            place: dict[str, object] = record
            *groups, name = column.split("/")
            for group in groups:
                place = place.setdefault(group, {})  # type: ignore[assignment]  # only groups are set so
            place[name] = one.get(column)
        values.append(record)
    path = folder / "Submissions.json"
    path.write_text(json.dumps({"value": values, "@odata.context": "…"}), encoding="utf-8")
    return path


def kobo(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """KoboToolbox's CSV: semicolons, groups and names joined by a slash, several choices in one column and in many."""
    return _kobo(folder, sent, paths, several, has_whole=True)


def kobo_split(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """The same with several choices in columns of their own only."""
    return _kobo(folder, sent, paths, several, has_whole=False)


def _kobo(
    folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]], *, has_whole: bool
) -> Path:
    rows = []
    for number, one in enumerate(sent):
        row: dict[str, str] = {}
        for path in paths:
            values = several.get(path.rpartition("/")[2], [])
            picked = one.get(path, "")
            if has_whole or not values:
                row[path] = picked
            codes = [*values, "none", "dk", "na"] if values else []
            row |= {f"{path}/{value}": str(int(value in picked.split())) if picked else "" for value in codes}
        row |= {"_id": str(100 + number), "_uuid": f"{number:08d}-0000-4000-8000-000000000000",
                "_submission_time": "2026-11-20T10:00:00", "_validation_status": "", "_notes": "",
                "_status": "submitted_via_web", "_submitted_by": "", "__version__": "v1", "_tags": "",
                "_index": str(number + 1)}  # fmt: skip
        rows.append(row)
    return _csv(folder / "form.csv", rows, ";")


def kobo_json(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """KoboToolbox's JSON: keys like its columns, and nothing where nothing was said."""
    results = [
        {
            "_id": 100 + number,
            "formhub/uuid": "f",
            **one,
            "__version__": "v1",
            "meta/instanceID": f"uuid:{number}",
            "_uuid": f"{number:08d}-0000-4000-8000-000000000000",
            "_submission_time": "2026-11-20T10:00:00",
            "_attachments": [],
            "_geolocation": [None, None],
            "_validation_status": {},
        }
        for number, one in enumerate(sent)
    ]
    path = folder / "form.json"
    path.write_text(json.dumps({"count": len(results), "next": None, "results": results}), encoding="utf-8")
    return path


def surveycto(folder: Path, sent: Replies, paths: Sequence[str], several: Mapping[str, list[str]]) -> Path:
    """SurveyCTO's wide CSV: names without groups, several choices in one column and in many."""
    rows = []
    for number, one in enumerate(sent):
        row = {"SubmissionDate": "Nov 20, 2026 10:00:00 AM"}
        for path in paths:
            name = path.rpartition("/")[2]
            row[name] = one.get(path, "")
            # Q1_1 is refused where there is a question Q11, too: in other tools that is what it would be called.
            values = [value for value in several.get(name, []) if not value.isdecimal()]
            row |= {f"{name}_{value}": str(int(value in row[name].split())) if row[name] else "" for value in values}
        key = f"uuid:{number:08d}-0000-4000-8000-000000000000"
        rows.append({**row, "instanceID": key, "formdef_version": "1", "review_status": "", "KEY": key})
    return _csv(folder / "form.csv", rows, ",")


def _csv(path: Path, rows: Sequence[Mapping[str, str]], separator: str) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


WRITERS = dict(zip(TOOLS, (central, central_split, odata, kobo, kobo_split, kobo_json, surveycto), strict=True))


@settings(max_examples=15, phases=(Phase.generate, Phase.shrink))
@given(st.data(), st.sampled_from(TOOLS))
def test_answers_collected_with_an_xlsform_come_back(data: st.DataObject, tool: str) -> None:
    questionnaire = data.draw(questionnaires())
    people = data.draw(possible_people(questionnaire))
    said = expected(questionnaire, people)
    with TemporaryDirectory() as name:
        if said:
            assert read(collected(tool, questionnaire, people, Path(name)), questionnaire) == said


@pytest.mark.parametrize("tool", TOOLS)
def test_answers_to_a_shipped_questionnaire_come_back(tool: str, tmp_path: Path) -> None:
    questionnaire = shipped("five-questions")
    people = [person for number in range(3) for person in [_somebody(questionnaire, number)]]

    assert read(collected(tool, questionnaire, people, tmp_path), questionnaire) == expected(questionnaire, people)


def _somebody(questionnaire: Questionnaire, number: int) -> Person:
    """Somebody who picks the first choice, or the next ones, or does not know."""
    answers = {}
    for place, item in enumerate(questionnaire.items):
        values = [choice.value for choice in item.choices()] or ["2"]
        answers[item.id] = "dk" if item.is_allowed("dk") and place % 7 == 6 else values[(place + number) % len(values)]
    return Person(answers, questionnaire.roles[0].id if questionnaire.roles else None)


def test_answers_collected_with_surveyjs_come_back(tmp_path: Path) -> None:
    cases: list[tuple[Questionnaire, list[Person]]] = [
        (shipped("five-questions"), [_somebody(shipped("five-questions"), 1)])
    ]

    @settings(max_examples=6, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        questionnaire = data.draw(questionnaires())
        cases.append((questionnaire, data.draw(possible_people(questionnaire))))

    collect()
    forms = [
        (json.loads(surveyjs.written(form_of(questionnaire, "en"))), in_surveyjs(questionnaire, person))
        for questionnaire, people in cases
        for person in people
    ]
    answered = iter(answered_by_survey_core(forms))

    for questionnaire, people in cases:
        results = [next(answered)["result"] for _ in people]
        said = expected(questionnaire, people)
        for name, text in (("a.json", json.dumps(results)), ("a.jsonl", "\n".join(map(json.dumps, results)))):
            (tmp_path / name).write_text(text, encoding="utf-8")
            if said:
                assert read(tmp_path / name, questionnaire) == said


def scores(path: Path, questionnaire: Questionnaire) -> list[tuple[object, ...]]:
    """What a batch makes of the rows of *path*, in their order; without who they are of."""
    order = Order(questionnaire, is_unique=False)
    found: list[pl.DataFrame] = []
    with Rejects() as rejects:
        run = Run((input_of(opened(path), order),), order, rejects)
        run.score(lambda table, _, __: found.append(table.collect()), io.BytesIO())
        assert {reject.reason for reject in rejects} <= {"Nothing is answered in this row."}
    names = [name for name in found[0].columns if name not in ("row", "file", "respondent", "role", "coverage")]
    return found[0].select(names).rows()


@settings(max_examples=7, phases=(Phase.generate, Phase.shrink))
@given(st.data(), st.sampled_from(TOOLS))
def test_a_batch_scores_them_as_it_scores_a_plain_table(data: st.DataObject, tool: str) -> None:
    questionnaire = data.draw(questionnaires())
    people = data.draw(possible_people(questionnaire))
    items = [item.id for item in questionnaire.items]
    counted = [item for item in items if item in {one.id for one in questionnaire.scored_items}]
    said = [one for one in expected(questionnaire, people) if set(one) & set(counted)]
    assume(len(said) == len(people))
    rows = [
        {"respondent": f"p{number}", "role": person.role or "", **dict.fromkeys(items, ""), **one}
        for number, (person, one) in enumerate(zip(people, said, strict=True))
    ]
    with TemporaryDirectory() as name:
        plain = _csv(Path(name) / "plain.csv", rows, ",")

        assert scores(collected(tool, questionnaire, people, Path(name)), questionnaire) == scores(plain, questionnaire)


@pytest.mark.parametrize("name", [*shipped_ids(), "several"])
def test_the_words_of_a_form_are_read_as_what_they_stand_for(name: str) -> None:
    several = {"id": "B", "type": "choices", "options": [{"value": "a"}, {"value": "b", "label": "Bee"}]}
    titled = {"en": "T", "da": "T", "sv": "T"}
    asked = from_parts(title=titled, sections=[{"id": "S", "items": [several]}]) if name == "several" else shipped(name)
    reading = Reading("values", Questions(asked))
    questions = form_of(asked, "en").questions

    for item in asked.items:
        for pick in questions[item.id].picks:
            for language, words in pick.label.versions:
                assert reading.value(item, words) == pick.value, (item.id, language, words)
