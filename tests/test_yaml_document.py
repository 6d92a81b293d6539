"""Reading YAML: texts stay what was typed, everything has its place, and nothing makes it hang, grow or trace back."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hostile_corpus import HostileFile, hostile_files
from servicecheck.errors import InvalidFile, Place
from servicecheck.files import yaml_document

BODY = "sections:\n  - {id: S, items: [{type: yes-no, id: S1, text: Incidents are logged}]}\n"
FAULT_IS_IN_THE_MODEL = {"float_overflow", "huge_int", "id_reserved", "int64", "list_top", "nan_inf"}
SECONDS = 2


@pytest.fixture(params=["C", "Python"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test runs with both parsers of PyYAML: where the C one is missing, the other takes its place."""
    if request.param == "C":
        if not yaml.__with_libyaml__:
            pytest.skip("this PyYAML has no C parser")
        return
    monkeypatch.setattr(yaml_document, "_LOADER", yaml.SafeLoader)


def read(text: str) -> yaml_document.Value:
    return yaml_document.read(text.encode(), "q.yaml").value


def complaints(source: str | bytes | Path) -> list[str]:
    content = source.encode() if isinstance(source, str) else source
    with pytest.raises(InvalidFile) as caught:
        yaml_document.read(content, "q.yaml")
    return [str(problem) for problem in caught.value.problems]


def complaint(source: str | bytes | Path) -> str:
    (only,) = complaints(source)
    return only


# What is read


def test_every_value_stays_the_text_that_was_typed() -> None:
    typed = ["no", "on", "1.10", "22:30", "2024-01-01", "010", "1_000", "0x1F", "1e3", "~", "null", "true", ".nan"]

    assert read("".join(f"- {text}\n" for text in typed)) == typed


def test_an_empty_value_is_none_and_an_empty_text_is_not() -> None:
    assert read("a:\nb: ''\nc: [x, ]\nd: {}\n") == {"a": None, "b": "", "c": ["x"], "d": {}}


def test_keys_stay_text_too() -> None:
    assert read("no: a\n1: b\n1.0: c\ntrue: d\nyes: e\n") == {"no": "a", "1": "b", "1.0": "c", "true": "d", "yes": "e"}


def test_long_texts_are_folded_as_yaml_does() -> None:
    text = "a: one\n  two\nb: |\n  three\n  four\nc: >-\n  five\n  six\n"

    assert read(text) == {"a": "one two", "b": "three\nfour\n", "c": "five six"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_danish_letters_survive_each_encoding_that_names_itself(encoding: str) -> None:
    assert yaml_document.read("titel: blåbærgrød 😀".encode(encoding)).value == {"titel": "blåbærgrød 😀"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_as_lines(line_end: str) -> None:
    document = yaml_document.read(line_end.join(["a: 1", "b: 2", "c: 3"]).encode())

    assert document.place(("c",)) == Place("YAML", 3, 4)


def test_a_document_may_begin_with_its_mark_and_version() -> None:
    assert read("%YAML 1.2\n---\na: b\n...\n") == {"a": "b"}


# Places


def test_every_value_and_key_has_its_place() -> None:
    document = yaml_document.read(b"id: tiny\nsections:\n  - id: S\n    items: [{id: S1}, text]\n", "q.yaml")

    assert document.place(("id",)) == Place("q.yaml", 1, 5)
    assert document.place(("sections",), key=True) == Place("q.yaml", 2, 1)
    assert document.place(("sections", 0, "items", 0, "id")) == Place("q.yaml", 4, 18)
    assert document.place(("sections", 0, "items", 0, "id"), key=True) == Place("q.yaml", 4, 14)
    assert document.place(("sections", 0, "items", 1)) == Place("q.yaml", 4, 23)
    assert document.place(()) == Place("q.yaml", 1, 1)


def test_what_is_missing_has_the_place_of_what_should_hold_it() -> None:
    document = yaml_document.read(b"sections:\n  - id: S\n", "q.yaml")

    assert document.place(("sections", 0, "title")) == Place("q.yaml", 2, 5)
    assert document.place(("sections", 0, "title"), key=True) == Place("q.yaml", 2, 5)
    assert document.place(("sections", 7)) == Place("q.yaml", 2, 3)


# Mistakes of an author


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("title: foo: bar\n", "1:11", "put the whole text in quotes"),
        ("a: 1\n  b: 2\n", "2:4", "text that begins in line 1"),
        ('title: "abc\nother: 1\n', "1:8", "never closed"),
        ('title: "abc\nother: "x"\nmore: 1\n', "1:8", "closes only in line 2"),
        ('text: "He said "hi" to me"\n', "1:17", 'write \\" for a quote'),
        ("text: 'it's me'\n", "1:11", "write '' for an apostrophe"),
        ("a:\n\tb: 1\n", "2:1", "never with a tab"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1", "never with a tab"),
        ("a: @foo\n", "1:4", "cannot begin with '@'"),
        ("a: `foo`\n", "1:4", "cannot begin with '`'"),
        ("a: %foo\n", "1:4", "cannot begin with '%'"),
        ("a: *bold* text\n", "1:4", "put the text in quotes"),
        ("a: ? b\n", "1:4", "cannot begin with '?'"),
        ("a: > text\n", "1:6", "the next line"),
        ("a: - b\n", "1:4", "on its own line"),
        ("a: [1, 2\nb: 3\n", "1:4", "the '[' that opens here is not closed"),
        ("a: {x: 1\nb: 3\n", "1:4", "the '{' that opens here is not closed"),
        ("a: [1]]\n", "1:7", "closes nothing"),
        ("a: {name} is here\n", "1:11", "follows after the closing '}'"),
        ("a: [1,,2]\n", "1:7", "a value is missing"),
        ("a: 1\nhello\nb: 2\n", "2:1", "lacks a ':'"),
        ("a:\n  b: 2\n c: 3\n", "3:2", "not indented like the keys that begin in line 1"),
        ("- a\nb: 1\n", "2:1", "no entry of the list that begins in line 1"),
        ("  a: 1\nb: 2\n", "2:1", "in the same column"),
        (": x\n", "1:1", "the key before this ':' is missing"),
        ("{: x}\n", "1:2", "a value is missing"),
        ("a: b\n'': x\n", "2:1", "the key before this ':' is missing"),
        ("a: 1\n'a': 2\n", "2:1", "the key 'a' is repeated: line 1 has it"),
        ("? [1, 2]\n: x\n", "1:3", "a key must be plain text"),
        ("? {a: b}\n: x\n", "1:3", "a key must be plain text"),
        ("a: {<<: {b: c}}\n", "1:5", "merge keys"),
        ("a: !!str b\n", "1:4", "tags"),
        ("a: ! b\n", "1:4", "tags"),
        ("a: !x!y b\n", "1:4", "tags"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "1:1", "%TAG"),
        ("%YAML 9.9\n---\na: 1\n", "1:1", "%YAML"),
        ("a: &b c\n", "1:4", "anchors"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document"),
        ("a: 1\n...\nb: 2\n", "3:1", "one document in a file"),
        ("a: b\u202ec\n", "1:5", "U+202E"),
        ("a: b\u200fc\n", "1:5", "U+200F"),
        ("a: b\x85c\n", "1:5", "U+0085"),
        ("a: b\x1b[31mc\n", "1:5", "U+001B"),
        ("a: b\ufeffc\n", "1:5", "U+FEFF"),
        ('x: 1\na: "b\\u202Ec"\n', "2:4", "U+202E"),
        ('a: "b\\0c"\n', "1:4", "U+0000"),
    ],
)
def test_a_mistake_is_explained_where_it_was_made(text: str, place: str, says: str) -> None:
    message = complaint(text)

    assert message.startswith(f"q.yaml:{place}: ")
    assert says in message


def test_a_half_of_a_surrogate_pair_is_refused() -> None:
    assert complaint('a: "\\ud800"\n').startswith("q.yaml:1:")


def test_an_unknown_escape_is_refused() -> None:
    message = complaint('a: "c:\\quit"\n')

    assert message.startswith("q.yaml:1:")
    assert "Write \\\\ for a backslash" in message


@pytest.mark.parametrize("text", ["", "  \n", "# nothing\n# here\n", "---\n", "\ufeff"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert complaint(text) == "q.yaml: the file is empty, or holds only comments."


def test_all_mistakes_are_told_at_once() -> None:
    text = "a: !!int x\nb: 1\nb: 2\n? [c]\n: d\ne: *f\ng: 1\ng: 2\nh: @x\n"

    assert [message.split(" ")[0] for message in complaints(text)] == [
        "q.yaml:1:4:", "q.yaml:3:1:", "q.yaml:4:3:", "q.yaml:6:4:", "q.yaml:8:1:", "q.yaml:9:4:",
    ]  # fmt: skip


def test_thousands_of_mistakes_are_cut_short() -> None:
    messages = complaints("a: 1\n" * 5_000)

    assert len(messages) == yaml_document.MOST_PROBLEMS + 1
    assert "may be more" in messages[-1]


def test_a_long_key_is_shortened_in_the_message() -> None:
    line = f"{'k' * 900}: 1\n"

    assert len(complaint(line + line)) < 150


# Limits


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


def test_nesting_ends_at_the_limit() -> None:
    assert read(nested(yaml_document.MOST_DEPTH))
    assert "q.yaml:1:33: this is nested deeper than 32 levels" in complaint(nested(yaml_document.MOST_DEPTH + 1))


def test_the_number_of_values_ends_at_the_limit() -> None:
    assert read("[" + "a," * (yaml_document.MOST_NODES - 1) + "]")
    assert "more than 100000 values" in complaint("[" + "a," * yaml_document.MOST_NODES + "]")


def test_the_size_ends_at_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_text("#" * (yaml_document.MOST_BYTES - 6) + "\na: b\n")
    assert yaml_document.read(file).value == {"a": "b"}

    file.write_text("#" * (yaml_document.MOST_BYTES - 5) + "\na: b\n")
    assert "1 MiB" in complaint(file)
    assert "1 MiB" in complaint(file.read_bytes())


@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "[[{? ", "- ", "? ", "- [", "a:\n- "])
def test_deep_nesting_kills_no_parser(opening: str) -> None:
    text = opening * 100_000
    program = (
        "import sys, yaml\n"
        "from servicecheck.files import yaml_document\n"
        "from servicecheck.errors import InvalidFile\n"
        f"yaml_document._LOADER = yaml.{yaml_document._LOADER.__name__}\n"
        "try: yaml_document.read(sys.stdin.buffer.read())\n"
        "except InvalidFile: print('refused')\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], check=False, input=text.encode(), capture_output=True, timeout=30
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"refused", b"")


@pytest.mark.parametrize(
    "part", ["a: b\n", "- ", "[],", '"\n', "k", "\n", "#\n", "? a\n", "a\n", "'x' ", "&a\n", "%A\n"]
)
def test_a_full_mebibyte_of_anything_ends_soon(part: str) -> None:
    content = (part * (yaml_document.MOST_BYTES // len(part))).encode()
    began = time.perf_counter()

    try:
        yaml_document.read(content)
    except InvalidFile as error:
        assert error.problems  # noqa: PT017 (whether it is refused is not the matter here)

    assert time.perf_counter() - began < 10 * SECONDS


# What is no text file


def test_another_encoding_is_refused_by_name_with_the_place() -> None:
    message = complaint("a: 1\ntitel: blåbær\n".encode("cp1252"))

    assert message.startswith("q.yaml:2:10: ")
    assert "E5, which is 'å' in Windows-1252" in message
    assert "UTF-8" in message


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-le", "utf-16-be"])
def test_an_encoding_without_its_mark_is_refused(encoding: str) -> None:
    assert any("UTF-" in message or "U+0000" in message for message in complaints("titel: å".encode(encoding)))


def test_half_a_utf16_letter_is_refused() -> None:
    assert "not valid UTF-16" in complaint("a: b".encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\x89PNG\r\n\x1a\n", "PNG"), (b"PK\x03\x04", "ZIP"), (b"%PDF-1.7", "PDF"), (b"SQLite format 3\0", "SQLite")],
)
def test_a_renamed_file_is_called_what_it_is(content: bytes, kind: str) -> None:
    assert kind in complaint(content + bytes(100))


def test_many_invisible_characters_are_cut_short() -> None:
    assert len(complaints("\x00" * 1_000)) == 11


# What is no file


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    assert complaint(tmp_path / "none.yaml") == "q.yaml: there is no such file. Check the name and the folder."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "this is a folder" in complaint(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert "no such file" in complaint(tmp_path / "file" / "q.yaml")


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "\ud800"])
def test_an_impossible_name_is_one_sentence(name: str) -> None:
    assert len(complaint(Path(name))) < 200


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no named pipes of this kind, and asks for rights to link"
)
class TestOnlyOnUnix:
    """Kinds of files that Windows lacks."""

    def test_a_named_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.yaml")

        assert "a named pipe" in complaint(tmp_path / "pipe.yaml")

    def test_a_device_that_never_ends_is_not_read(self, tmp_path: Path) -> None:
        (tmp_path / "zero.yaml").symlink_to("/dev/zero")

        assert "a device" in complaint(tmp_path / "zero.yaml")

    def test_a_dangling_link_says_where_it_leads(self, tmp_path: Path) -> None:
        (tmp_path / "link.yaml").symlink_to("gone.yaml")

        assert "a link to gone.yaml, which does not exist" in complaint(tmp_path / "link.yaml")

    def test_a_link_in_a_circle_says_so(self, tmp_path: Path) -> None:
        (tmp_path / "loop.yaml").symlink_to("loop.yaml")

        assert "round in a circle" in complaint(tmp_path / "loop.yaml")

    def test_an_unreadable_file_says_whom_to_ask(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "closed.yaml"
        file.touch(mode=0o000)
        if os.access(file, os.R_OK):  # whoever is root may read everything

            def refuse(*_: object) -> None:
                raise PermissionError(13, "Permission denied")

            monkeypatch.setattr(Path, "open", refuse)

        assert "not allowed to read" in complaint(file)


# The corpus, and mutations


@pytest.mark.parametrize("file", hostile_files("yaml"), ids=lambda file: file.path.stem)
def test_each_hostile_file_is_read_exactly_or_refused_clearly(file: HostileFile, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    content = file.fill(BODY, {"MARKER": str(marker), "PORT": "1"})
    began = time.perf_counter()

    try:
        yaml_document.read(content, file.path.name)
        refused = False
    except InvalidFile as error:
        refused = True
        first = error.problems[0].place
        assert file.is_at(first.line, first.column)

    assert time.perf_counter() - began < SECONDS
    assert not marker.exists()
    if file.path.stem not in FAULT_IS_IN_THE_MODEL and file.expect != "bounded":
        assert refused is (file.expect == "refuse")


def mutate(text: str, chance: random.Random) -> str:
    """*text* with up to ten pieces removed, repeated, swapped or put in that mean something to YAML."""
    meaningful = [
        *"[]{}:,-?!&*|>%@`'\"#\t\n\r\\ ",
        "\n  ",
        "- ",
        ": ",
        "<<: ",
        "!!x ",
        "---\n",
        "...\n",
        "\0",
        "é",
        "\ufeff",
    ]
    for _ in range(chance.randint(1, 10)):
        at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        to = min(to, at + 40)
        match chance.randrange(4):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:to] * chance.randint(1, 60) + text[to:]
            case 2:
                text = text[:at] + text[at:to][::-1] + text[to:]
            case _:
                text = text[:at] + chance.choice(meaningful) * chance.randint(1, 3) + text[at:]
    return text


def test_a_thousand_mutations_are_read_or_refused_and_nothing_else() -> None:
    chance = random.Random(20240601)
    seed = (
        "# one\nid: tiny\ntitle: {en: Hi, da: 'Hej'}\nlevels: [a, b]\nsections:\n  - id: S\n    text: >\n      long\n"
        + BODY
    )
    outcomes: set[type] = set()
    for _ in range(1_000):
        content = mutate(seed, chance).encode()
        began = time.perf_counter()
        try:
            outcomes.add(type(yaml_document.read(content, "q.yaml").value))
        except InvalidFile as error:
            outcomes.add(InvalidFile)
            first = error.problems[0]
            assert first.place.line or "empty" in first.message
        assert time.perf_counter() - began < SECONDS

    assert {dict, InvalidFile} <= outcomes


def test_random_bytes_are_read_or_refused_and_nothing_else() -> None:
    @given(st.binary() | st.text("ab:-[]{}'\"\n &*!|>#%?\t,\\").map(str.encode))
    def check(content: bytes) -> None:
        try:
            yaml_document.read(content)
        except InvalidFile as error:
            assert str(error)  # noqa: PT017

    check()


Tree = st.recursive(
    st.none() | st.text("abc:#-'\"é \n", max_size=8).filter(bool),
    lambda part: (
        st.lists(part, max_size=4) | st.dictionaries(st.text("abc 1.", min_size=1, max_size=4), part, max_size=4)
    ),
    max_leaves=20,
)


def test_what_pyyaml_writes_reads_back() -> None:
    @given(st.dictionaries(st.sampled_from(["a", "no", "1"]), Tree, min_size=1), st.booleans())
    def check(tree: dict[str, object], flow: bool) -> None:
        def plain(value: object) -> object:
            match value:
                case dict():
                    return {key: plain(part) for key, part in value.items()}
                case list():
                    return [plain(part) for part in value]
                case None:
                    return "null"
            return value

        text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True)

        assert read(text) == plain(tree)

    check()
