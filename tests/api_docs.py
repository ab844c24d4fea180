"""Writes the reference in docs/api.md from the OpenAPI document: `python tests/api_docs.py`."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.settings import Settings
from assistant.web.app import create_app

API = Path(__file__).parents[1] / "docs/api.md"
MARK = "<!-- From here on this page is made by tests/api_docs.py. -->\n"


def openapi() -> dict[str, Any]:
    """Return the OpenAPI document of the service."""
    # The routes are the same over any parts; none is called here.
    return create_app(SimpleNamespace(settings=Settings())).openapi()  # type: ignore[arg-type]


def reference(document: dict[str, Any]) -> str:
    """Return what the OpenAPI document says, for people."""
    lines = ["## Routes", ""]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            lines += _route(method.upper(), path, operation)
    lines += ["## Shapes", ""]
    for name, schema in sorted(document["components"]["schemas"].items()):
        lines += _shape(name, schema)
    return "\n".join(lines).rstrip() + "\n"


def _route(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    lines = [f"### `{method} {path}`", "", operation["description"], ""]
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        bounds = ("minimum", "maximum", "default")
        told = ", ".join(
            [_type(schema), *(f"{name} {schema[name]}" for name in bounds if name in schema)]
        )
        lines.append(f"- `{parameter['name']}` ({parameter['in']}: {told})")
    if "requestBody" in operation:
        (content,) = operation["requestBody"]["content"].values()
        lines.append(f"- body: {_type(content['schema'])}")
    answers = operation["responses"]
    for kind, content in answers.get("200", {}).get("content", {}).items():
        lines.append(f"- gives {_type(content['schema'])} as `{kind}`")
    errors = [
        f"{status} ({answer['description'].lower()})"
        for status, answer in answers.items()
        if not status.startswith("2")
    ]
    return [*lines, *([f"- errors: {', '.join(errors)}"] if errors else []), ""]


def _shape(name: str, schema: dict[str, Any]) -> list[str]:
    lines = [f"### {name}", "", schema["description"], ""]
    lines += ["| field | type | meaning |", "|---|---|---|"]
    required = schema.get("required", ())
    for field, about in schema["properties"].items():
        optional = "" if field in required else ", optional"
        meaning = " ".join(about.get("description", "").split())
        if "examples" in about:
            meaning += f" Example: `{about['examples'][0]}`."
        lines.append(f"| `{field}` | {_type(about)}{optional} | {meaning.strip()} |")
    return [*lines, ""]


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("type", "object"))


if __name__ == "__main__":
    written = API.read_text(encoding="utf-8").partition(MARK)[0]
    API.write_text(written + MARK + "\n" + reference(openapi()), encoding="utf-8")
