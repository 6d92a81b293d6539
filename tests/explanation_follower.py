"""A reader with a calculator: redoes an explanation from its JSON document alone, in whole numbers.

It knows none of the program's code, only what docs/method.md says of the operations. Whatever does not come out is an
AssertionError that names the step.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Values = Mapping[str, Any]


def follow(document: Values) -> dict[str, int | None]:
    """Every figure of the document, by its name, each worked out again."""
    reader = _Reader(document)
    for step in document["steps"]:
        reader.redo(step)
    for adjustment in document["adjustments"]:
        reader.judge(adjustment["condition"])
    reader.check_adjustments()
    return reader.figures


def follow_level(document: Values, level: Values, order: list[str]) -> str:
    """The level that *level* leads to, from its score on."""
    reader = _Reader(document)
    for step in document["steps"]:
        reader.redo(step)
    assert reader.figures[level["source"]] == level["value"], level["source"]
    for threshold in level["thresholds"]:
        limit = _on_range(threshold["limit"], level["lowest"], level["highest"])
        assert threshold["is_reached"] == (level["value"] >= limit), threshold
    reached = [threshold["is_reached"] for threshold in level["thresholds"][1:]]
    place = sum(reached)
    assert order[place] == level["raw_level"]
    for requirement in level["requirements"]:
        if reader.judge(requirement["condition"]):
            place = min(place, order.index(requirement["caps_at"]))
    return str(order[place])


def _rounded(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def _on_range(limit: str, lowest: int, highest: int) -> Fraction:
    if limit.endswith("%"):
        return lowest + Fraction(limit[:-1]) / 100 * (highest - lowest)
    return Fraction(limit) * 10_000


class _Reader:
    def __init__(self, document: Values) -> None:
        self.document = document
        self.figures: dict[str, int | None] = {}
        self.applied: dict[str, list[int]] = {}

    def redo(self, step: Values) -> None:
        for operand in step["operands"]:
            self._check_operand(operand)
        result = self._result(step)
        assert result == step["result"], (step, result)
        self.figures[step["makes"]] = result
        if step["operation"] == "times":
            factor = step["operands"][0]["weight"]
            kind, _, of = step["makes"].partition("#")[0].partition("/")
            if kind == "score":
                self.applied.setdefault(of, []).append(factor)

    def _check_operand(self, operand: Values) -> None:
        source, value = operand["source"], operand["value"]
        kind, _, of = source.partition("/")
        if source.endswith("+"):
            return
        if kind == "answer":
            item, _, person = of.partition("@")
            reply = self.document["replies"][person][item]
            assert value == reply["points"] == self._worth(item, reply["value"]), (operand, reply)
        elif kind == "agreed":
            assert value == self._worth(of, self.document["agreed"][of]["value"]), operand
        elif kind in ("fewest", "most", "start"):
            assert value == self.document["given"][source], operand
        else:
            assert value == self.figures[source], operand

    def _worth(self, item: str, value: str) -> int:
        scale = self.document["scales"][item]
        match scale["kind"]:
            case "values":
                return int(scale["points"][value])
            case "bands":
                number = Fraction(value) * 10_000
                return int(max((band["from"], band["points"]) for band in scale["bands"] if band["from"] <= number)[1])
            case "several":
                picked = [] if value == "none" else [scale["points"][one] for one in value.split("|")]
                if not picked:
                    return 0
                if scale["combine"] == "max":
                    return int(max(picked))
                added = sum(picked)
                return int(added) if scale["combine"] == "sum" else _rounded(Fraction(added, len(picked)))
        raise AssertionError(scale)

    def _result(self, step: Values) -> int | None:
        for covered in step["coverage"]:
            assert covered["is_met"] == (covered["there"] >= covered["least"]), step
        if step["operation"] == "given":
            return step["result"]  # type: ignore[no-any-return]
        if not step["operands"] or not all(covered["is_met"] for covered in step["coverage"]):
            return None
        result = self._combined(step)
        if step["at_most"]:
            result = min(result, self.figures[step["at_most"]] or 0)
        if step["at_least"]:
            result = max(result, self.figures[step["at_least"]] or 0)
        return result

    def _combined(self, step: Values) -> int:
        parts = [(operand["value"], operand["weight"]) for operand in step["operands"]]
        weighted = sum(value * weight for value, weight in parts)
        match step["operation"]:
            case "mean":
                people = [one for one in parts if len(parts) > 1 or one[1] != 1]
                if people and not step["operands"][0]["source"].endswith("+"):
                    assert step["divisor"] == sum(weight for _, weight in parts), step
                return _rounded(Fraction(weighted, step["divisor"]))
            case "sum" | "times":
                return _rounded(Fraction(weighted, 10_000))
            case "min":
                return int(min(value for value, _ in parts))
            case "ladder" | "agreed":
                return int(weighted)
            case "nearest":
                scale = self.document["scales"][step["makes"].partition("/")[2]]["points"].values()
                return int(min(scale, key=lambda worth: (abs(worth - weighted), worth)))
        raise AssertionError(step)

    def judge(self, condition: Values) -> bool:
        for measured in condition["measured"]:
            if not measured["source"].startswith("basics/"):
                assert self.figures[measured["source"]] == measured["value"], measured
        holds = self._holds(condition)
        assert holds == condition["holds"], condition
        return holds

    def _holds(self, condition: Values) -> bool:
        measured, limit = condition["measured"], condition["limit"]
        inner = [self.judge(part) for part in condition["parts"]]
        ends = [_on_range(limit, one["lowest"], one["highest"]) for one in measured] if limit else []
        below = [one["value"] < end for one, end in zip(measured, ends, strict=bool(limit))]
        match condition["kind"]:
            case "all":
                return all(inner)
            case "any":
                return any(inner)
            case "not":
                return not inner[0]
            case "role":
                return False
            case "item" | "section":
                return any(is_low == (condition["comparison"] == "below") for is_low in below)
            case "any-section" | "any-critical":
                return any(below)
            case "critical-mean":
                return bool(sum(one["value"] for one in measured) < sum(ends))
            case "share-of-items" | "share-of-weight":
                whole = sum(one["weight"] for one in measured)
                low = sum(one["weight"] for one, is_low in zip(measured, below, strict=True) if is_low)
                return bool(low > Fraction(condition["more_than"]) * whole)
        raise AssertionError(condition)

    def check_adjustments(self) -> None:
        """A section is multiplied by what its adjustments say, while their conditions hold, and by nothing else."""
        wanted: dict[str, list[int]] = {}
        for adjustment in self.document["adjustments"]:
            section = adjustment["section"]
            if adjustment["condition"]["holds"] and self.figures.get(f"score/{section}") is not None:
                wanted.setdefault(section, []).append(int(Fraction(adjustment["times"]) * 10_000))
        assert self.applied == wanted
