"""The questionnaire format as a JSON Schema, for editors: completion, and the mistakes that one place shows by itself.

Made from the models, so the two cannot drift apart. An editor reads YAML with its own rules and takes `2.5` for a
number and `true` for a truth value, where our reader keeps what was typed; so a text may be any scalar here.
"""

from typing import Any

from servicecheck.questionnaire import Questionnaire

_SCALAR = ["string", "number", "boolean"]


def questionnaire_schema() -> dict[str, Any]:
    """The schema of one questionnaire file."""
    made = Questionnaire.model_json_schema(by_alias=True)
    definitions = made.pop("$defs")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "servicecheck questionnaire, format 1",
        **_for_editors(made),
        "$defs": {name: _for_editors(definition) for name, definition in definitions.items()},
    }
    section = schema["$defs"]["Section"]
    section["oneOf"] = [{"required": ["items"]}, {"required": ["sections"]}]
    for definition in schema["$defs"].values():
        if "const" in definition.get("properties", {}).get("type", {}):
            definition["required"] = sorted({*definition["required"], "type"})
    return schema


def _for_editors(schema: Any) -> Any:
    """*schema* without the titles pydantic makes of field names, and with any scalar where a text is meant."""
    if isinstance(schema, list):
        return [_for_editors(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: {name: _for_editors(value) for name, value in part.items()} if key == "properties" else _for_editors(part)
        for key, part in schema.items()
        if key != "title" or not isinstance(part, str)
    }
    if made.get("type") == "string" and "enum" not in made:
        made["type"] = _SCALAR
    match made.pop("const", None):
        case str(fixed) if fixed.isdecimal():
            made["enum"] = [fixed, int(fixed)]
        case str(fixed):
            made["const"] = fixed
    return made
