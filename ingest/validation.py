"""Says in plain words what is wrong with what people wrote in a file."""

import difflib

from pydantic import BaseModel, ValidationError


def reasons(error: ValidationError, model: type[BaseModel]) -> str:
    """Return what is wrong, fault by fault; an unknown key comes with the one probably meant."""
    said = []
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            near = difflib.get_close_matches(key, model.model_fields, 1)
            hint = f"did you mean `{near[0]}`?" if near else "leave it out"
            said.append(f"`{key}` is not known; {hint}")
        elif problem["type"] == "tuple_type":
            said.append(f'`{key}` must be a list, like ["one", "two"]')
        else:
            message = problem["msg"].removeprefix("Value error, ")
            said.append(f"`{key}`: {message}" if key else message)
    return "; ".join(said)
