"""What other sites' pages load: the widget's script, and its words in each language."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from vectorstore.language import LANGUAGES

router = APIRouter(include_in_schema=False)

_built = StaticFiles(directory=Path(__file__).parent / "widget")


@router.get("/widget.js")
async def script(request: Request) -> Response:
    """Return the widget's script."""
    return await _kept("widget.js", request)


@router.get("/widget/{language}.json")
async def words(request: Request, language: str) -> Response:
    """Return the widget's words in a language."""
    if language not in LANGUAGES:
        raise HTTPException(404, "The widget does not speak this language.")
    return await _kept(f"{language}.json", request)


async def _kept(name: str, request: Request) -> Response:
    """Return a file that browsers keep for ten minutes, and then only ask whether it changed."""
    response = await _built.get_response(name, request.scope)
    response.headers["Cache-Control"] = "public, max-age=600"
    return response
