"""Data files that lie beside the code: what words there are in 24 languages, for the most part."""

import json
from importlib.resources import files
from typing import Any


def read_data(package: str, name: str) -> Any:
    """Return what a JSON file in a package holds."""
    return json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
