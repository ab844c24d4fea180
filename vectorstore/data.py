"""Data files that lie beside the code: what words there are in 24 languages, for the most part."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_data(package: str, name: str) -> Any:
    """Return what a JSON file in a package holds, for all who ask the same: not to be changed."""
    return json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
