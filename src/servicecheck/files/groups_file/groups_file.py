"""A groups file as a value, read and written; the same groups give the same bytes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from servicecheck.assessment.published_groups import Group
from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError
from servicecheck.files import json_document, questionnaires, text_file
from servicecheck.files.groups_file.contradictions import contradictions
from servicecheck.files.groups_file.records import WrittenGroups, document_of
from servicecheck.files.json_document import Value
from servicecheck.files.text_file import refusal
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import DEFAULT_K

FORMAT = "servicecheck-groups"
VERSION = 1
LARGEST = 100 * 1024 * 1024
_MOST_PROBLEMS = 20
_BEGINNING = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"servicecheck-groups"')


@dataclass(frozen=True)
class GroupsFile:
    """All groups that are published together, with what they answered."""

    questionnaire: Questionnaire
    questionnaire_yaml: str
    """The text of its file."""
    by: tuple[str, ...]
    """The columns that make the groups, the outermost first."""
    mode: Literal["open", "anonymous"]
    k: int
    k_reason: str
    program: str
    """The version of the program that made it."""
    groups: tuple[Group, ...]

    @property
    def smallest(self) -> int:
        """How many people a figure rests on at least."""
        return self.k if self.mode == "anonymous" else 1


def is_groups_file(path: Path) -> bool:
    """Whether a file begins as the program writes them."""
    with text_file.open_regular(path, str(path)) as file:
        return _BEGINNING.match(file.read(1024)) is not None


def read(path: Path) -> GroupsFile:
    """The groups file at *path*. Raises InvalidFile."""
    name = str(path)
    return parsed(text_file.read_bytes(path, LARGEST, name), name)


def parsed(content: bytes, name: str) -> GroupsFile:
    """The groups file that *content* is, called *name* in messages. Raises InvalidFile."""
    text = text_file.decode(content, name)
    json_document.refuse_empty(text, name)
    return _from_document(json_document.read(text, name), name)


def _from_document(value: Value, name: str) -> GroupsFile:
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise refusal(name, "this is no groups file. 'servicecheck score' makes one with --by and --groups.")
    given = value.get("version")
    if isinstance(given, str) and given.isdecimal() and len(given) < 9 and int(given) > VERSION:
        raise refusal(name, "this was made by a newer version of servicecheck. Install that version to read it.")
    try:
        document = WrittenGroups.model_validate(value)
    except ValidationError as error:
        raise InvalidFile(list(_problems(error, name))) from error
    found = _groups_file(document, name)
    wrong = contradictions(found.questionnaire, found.by, found.smallest, found.groups)
    if wrong:
        raise InvalidFile([Problem(one, Place(name)) for one in wrong[:_MOST_PROBLEMS]])
    return found


def _groups_file(document: WrittenGroups, name: str) -> GroupsFile:
    about = document.questionnaire
    if document.mode == "anonymous" and document.k < DEFAULT_K and not document.k_reason:
        raise refusal(name, f"k is below {DEFAULT_K}, and no reason is given. Make the groups file again.")
    questionnaire = questionnaires.parse(about.yaml.encode(), f"the questionnaire in {name}")
    if (about.id, about.version, about.hash) != _names(questionnaire):
        raise refusal(name, "the questionnaire in it is not the one it says it is. Make the groups file again.")
    return GroupsFile(
        questionnaire=questionnaire,
        questionnaire_yaml=about.yaml,
        by=document.by,
        mode=document.mode,
        k=document.k,
        k_reason=document.k_reason,
        program=document.program,
        groups=tuple(group.group() for group in document.groups),
    )


def _names(questionnaire: Questionnaire) -> tuple[str, str, str]:
    return questionnaire.id, questionnaire.version, questionnaire.content_hash


def _problems(error: ValidationError, name: str) -> Iterator[Problem]:
    for details in error.errors(include_url=False)[:_MOST_PROBLEMS]:
        path = ".".join(str(step) for step in details["loc"])[:200]
        yield Problem(f"{path}: {details['msg'][:1].lower()}{details['msg'][1:]}.", Place(name))


def written(groups_file: GroupsFile) -> bytes:
    """The document, one group a line. Raises ServicecheckError where it is larger than what is read."""
    id_, version, hash_ = _names(groups_file.questionnaire)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "program": groups_file.program,
        "questionnaire": {"id": id_, "version": version, "hash": hash_, "yaml": groups_file.questionnaire_yaml},
        "by": list(groups_file.by),
        "mode": groups_file.mode,
        "k": groups_file.k,
        "k_reason": groups_file.k_reason,
    }
    lines = [f" {_json(name)}: {_json(value)}" for name, value in head.items()]
    groups = ",\n".join(f"  {_json(document_of(group))}" for group in groups_file.groups)
    content = ("{\n" + ",\n".join(lines) + f',\n "groups": [\n{groups}\n ]\n}}\n').encode()
    if len(content) > LARGEST:
        raise ServicecheckError(
            f"{len(groups_file.groups)} groups are too many for a groups file. Make fewer, or a table of them."
        )
    return content


def _json(value: object) -> str:
    return text_file.escaped(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))
