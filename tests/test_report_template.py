"""A report template is data, and Pango may be missing."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report_files import MOMENT, sample
from servicecheck import report
from servicecheck.errors import MissingPart, ServicecheckError
from servicecheck.report import pango
from servicecheck.report.template import Template


class TestTemplate:
    """A template is data: it stays in its folder, and a slip in it is an error."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "mine"
        folder.mkdir()
        (folder / "report.css").write_text("p { color: #1A2129; }")
        (tmp_path / "secret.txt").write_text("canary")
        return folder

    def render(self, folder: Path, text: str) -> str:
        (folder / "report.html.j2").write_text(text)
        return report.html(sample(), Template(folder)).decode()

    def test_a_folder_from_elsewhere_is_taken_by_its_path(self, folder: Path) -> None:
        (folder / "report.html.j2").write_text("<p>Mine</p>")

        assert report.find_template(str(folder)).folder == folder

    def test_a_folder_without_a_page_is_no_template(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError, match=r"mine is not a report template: it has no file report\.html\.j2"):
            report.find_template(folder)

    def test_an_unknown_one_names_those_there_are(self) -> None:
        with pytest.raises(ServicecheckError, match=r"There is no report template 'ful'\. Did you mean 'full'"):
            report.find_template("ful")

    def test_a_name_that_is_not_there_is_an_error(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError, match=r"report\.html\.j2:1: .*levl"):
            self.render(folder, "{{ report.in_short.levl }}")

    @pytest.mark.parametrize(
        "slip",
        [
            "{{ 1 // 0 }}",
            "{{ report.title + 1 }}",
            "{{ report.title[:'x'] }}",
            "{% for n in range(10 ** 9) %}{% endfor %}",
        ],
    )
    def test_what_cannot_be_worked_out_is_the_templates_error_and_has_a_line(self, folder: Path, slip: str) -> None:
        with pytest.raises(ServicecheckError, match=r"report\.html\.j2:2: "):
            self.render(folder, f"<p>\n{slip}")

    def test_a_page_that_includes_itself_is_the_templates_error(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError, match=r"report\.html\.j2:1: .*includes or calls itself"):
            self.render(folder, "{% include 'report.html.j2' %}")

    def test_what_is_not_text_is_refused_by_name(self, folder: Path) -> None:
        (folder / "report.css").write_bytes(b"p { content: '\xf8' }")

        with pytest.raises(ServicecheckError, match=r"report\.css' .* UTF-8"):
            self.render(folder, "<head>{{ head }}</head>")

    def test_a_kind_of_file_that_no_page_takes_is_refused_by_name(self, folder: Path) -> None:
        (folder / "letters.eot").write_bytes(b"x")
        (folder / "report.css").write_text("@font-face { src: url(letters.eot); }")

        with pytest.raises(ServicecheckError, match=r"letters\.eot"):
            self.render(folder, "<head>{{ head }}</head>")

    @pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "%2e%2e/secret.txt", "link.txt"])
    def test_it_includes_nothing_from_outside_its_folder(self, folder: Path, name: str) -> None:
        (folder / "link.txt").symlink_to(folder.parent / "secret.txt")

        with pytest.raises(ServicecheckError):
            self.render(folder, "{% include '" + name + "' %}")

    @pytest.mark.parametrize(
        "address",
        ["../secret.txt", "%2e%2e/secret.txt", "link.txt", "file:///etc/hostname", "http://127.0.0.1:9/x.png"],
    )
    def test_the_pdf_gets_nothing_from_outside_its_folder(self, folder: Path, address: str) -> None:
        (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
        (folder / "report.html.j2").write_text(
            f'<html lang="da"><title>t</title><img alt="x" src="{address}"><p>text</p>'
        )

        made_with = report.pdf(sample(), Template(folder), MOMENT)

        assert len(made_with.blocked) == 1

    @pytest.mark.parametrize("name", ["full/../secret.txt", "full/../../secret.txt", "full/%2e%2e/secret.txt"])
    def test_what_it_shares_with_the_full_report_is_no_way_out(self, folder: Path, name: str) -> None:
        (folder / "report.html.j2").write_text(f'<html lang="da"><title>t</title><img alt="x" src="{name}"><p>text</p>')

        assert len(report.pdf(sample(), Template(folder), MOMENT).blocked) == 1
        with pytest.raises(ServicecheckError):
            self.render(folder, "{% include '" + name + "' %}")

    def test_it_can_use_what_the_full_report_is_made_of(self, folder: Path) -> None:
        (folder / "report.css").write_text('@import "full/report.css";\nh1 { color: #1A2129; }')
        shared = "{% import 'full/partials/macros.html.j2' as m %}{% include 'full/partials/cover.html.j2' %}"
        page = self.render(folder, f'<html lang="da"><head>{{{{ head }}}}<title>t</title></head>{shared}')

        assert "Fjordby Forsyning</p>" in page
        assert "data:font/woff2;base64," in page
        assert report.pdf(sample(), Template(folder), MOMENT).blocked == ()

    def test_a_copy_in_the_folder_comes_before_the_shipped_one(self, folder: Path) -> None:
        (folder / "full").mkdir()
        (folder / "full" / "mine.j2").write_text("my own")

        assert self.render(folder, "{% include 'full/mine.j2' %}").endswith("my own")

    def test_a_style_that_imports_itself_is_refused(self, folder: Path) -> None:
        (folder / "report.css").write_text('@import "report.css";')

        with pytest.raises(ServicecheckError, match="imported too deep"):
            self.render(folder, "<head>{{ head }}</head>")

    def test_a_style_cannot_reach_outside_either(self, folder: Path) -> None:
        (folder / "report.css").write_text('p { background: url("../secret.txt"); }')

        with pytest.raises(ServicecheckError, match=r"no file '\.\./secret\.txt' in its folder"):
            self.render(folder, "<head>{{ head }}</head>")

    def test_texts_are_escaped_without_being_asked(self, folder: Path) -> None:
        context = replace(sample(), title="<script>alert(1)</script>")
        (folder / "report.html.j2").write_text("{{ report.title }}")

        assert report.html(context, Template(folder)).endswith(b"&lt;script&gt;alert(1)&lt;/script&gt;")

    def test_it_cannot_reach_what_python_is_made_of(self, folder: Path) -> None:
        with pytest.raises(ServicecheckError):
            self.render(folder, "{{ report.__class__.__mro__ }}")


class TestPango:
    """Where Pango is missing, the message says how to get it."""

    @pytest.mark.parametrize(
        ("system", "begins"), [("win32", "winget install"), ("darwin", "brew update"), ("linux", "sudo ")]
    )
    def test_there_are_two_commands_for_every_system(self, system: str, begins: str) -> None:
        first, second = pango.commands(system)

        assert first.startswith(begins)
        assert second != first

    def test_a_library_that_cannot_be_loaded_becomes_one_message(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str, *rest: Any, **named: Any) -> Any:
            if name == "weasyprint":
                print("a page of advice")
                raise OSError("cannot load library 'libgobject-2.0-0'")
            return original(name, *rest, **named)

        original = __import__
        monkeypatch.setattr("builtins.__import__", missing)

        with pytest.raises(MissingPart, match="A PDF needs Pango") as caught:
            pango.load()

        assert all(command in caught.value.message for command in pango.commands())
        assert "advice" not in caught.value.message


class TestPolicy:
    """The HTML's policy stands before anything that could be loaded, whatever a template does with it."""

    @pytest.mark.parametrize(
        "page",
        [
            "<p>no head",
            "<!doctype html><img src=x>{{ head }}",
            '<!doctype html><html lang="da"><img src=x><head>{{ head }}',
            "<!doctype html><!-- {{ head }} --><p>hidden",
            '<!doctype html><html x="><head>{{ head }}"><p>in an attribute',
            '<!doctype html><html lang="da"><head><meta charset="utf-8">{{ head }}<title>as it should',
        ],
    )
    def test_it_comes_first(self, page: str, tmp_path: Path) -> None:
        (tmp_path / "report.html.j2").write_text(page)
        made = report.html(sample(), Template(tmp_path)).decode()

        before, _, _ = made.partition('<meta http-equiv="Content-Security-Policy"')
        assert re.fullmatch(r'<!doctype html>(<html lang="da"><head><meta charset="utf-8">)?', before)

    @pytest.mark.parametrize(
        "way",
        [
            '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/">',
            '<META HTTP-EQUIV=Refresh CONTENT="0; url=x">',
            '<link rel="dns-prefetch" href="//tracker.example">',
            '<link rel="Preconnect stylesheet" href="//tracker.example">',
        ],
    )
    def test_what_no_policy_holds_back_is_refused(self, way: str, tmp_path: Path) -> None:
        (tmp_path / "report.html.j2").write_text(f"<!doctype html><title>t</title>{way}")

        with pytest.raises(ServicecheckError, match=r"report\.html\.j2: <(meta|link) .* reaches out of the report"):
            report.html(sample(), Template(tmp_path))

    def test_addresses_outside_are_named(self) -> None:
        page = '<img src=" http://a/x.png"><a href="http://b/">b</a><img src="data:,x"><link href=//c><img src="d.png">'

        assert report.unreachable(page) == ("http://a/x.png", "//c")
