"""The rounds in an assessment file's tables, with what was planned, registered and agreed in each."""

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file import records
from servicecheck.files.assessment_file.open_file import OpenFile
from servicecheck.files.assessment_file.sealed_tables import Row
from servicecheck.response import Round


class StoredRounds(OpenFile):
    """What is known of each round without its people."""

    def rounds(self) -> tuple[Round, ...]:
        """Every round with its targets, actions, register rows and agreed answers, oldest first."""
        return tuple(map(self._round, self._tables.rows("rounds")))

    def questionnaire_bytes(self, round_: Round) -> bytes:
        """The questionnaire of a round, as it was when the round began."""
        content = self._questionnaire(round_)["content"]
        return content if isinstance(content, bytes) else b""

    def questionnaire_name(self, round_: Round) -> str:
        """The name of the file in which the questionnaire stood."""
        return str(self._questionnaire(round_)["name"])

    def _store(self, round_: Round) -> Round:
        with self._change() as tables:
            tables.put("rounds", **records.round_row(round_))
            self._put_decisions(round_)
        return self._round(self._row(round_))

    def _put_decisions(self, round_: Round) -> None:
        """The targets, the actions and what a room agreed on, in place of what was decided before."""
        for table in ("targets", "actions", "agreed"):
            self._tables.remove(table, round=round_.number)
        for target in round_.targets:
            self._tables.put("targets", round=round_.number, **records.target_row(target))
        for place, action in enumerate(round_.actions):
            self._tables.put("actions", round=round_.number, place=place, **records.action_row(action))
        for place, agreed in enumerate(round_.agreed):
            self._tables.put("agreed", round=round_.number, place=place, **records.agreed_row(agreed))

    def _row(self, round_: Round) -> Row:
        row = self._tables.row("rounds", round=round_.number)
        if row is None:
            raise ServicecheckError(f"There is no round {round_.number} in {self.path}.")
        return row

    def _round(self, row: Row) -> Round:
        number = row["round"]
        beside = (self._tables.rows(table, round=number) for table in ("targets", "actions", "register_rows", "agreed"))
        return records.round_(row, *beside)

    def _open_round(self, round_: Round) -> Round:
        stored = self._round(self._row(round_))
        if stored.closed:
            raise ServicecheckError(f"Round {stored.number} closed on {stored.closed}, so nothing can be added to it.")
        return stored

    def _questionnaire(self, round_: Round) -> Row:
        (row,) = self._tables.rows("questionnaires", hash=self._row(round_)["questionnaire"])
        return row
