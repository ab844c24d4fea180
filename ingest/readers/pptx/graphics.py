"""What stands in the frames of a slide: tables, charts and SmartArt."""

from collections.abc import Iterator
from typing import Any

from ingest.readers import Block
from ingest.readers.grids import Cell, headed, labelled
from ingest.readers.pptx.parts import Parts, is_on, number_of, reference_of
from ingest.readers.pptx.shapes import Shape
from ingest.readers.pptx.text import Text

_WIDEST = 100


def read_frame(shape: Shape, text: Text, parts: Parts, slide: str) -> Iterator[Block]:
    """Yield what a frame of a slide shows: a table's rows, a chart's titles, the points of a
    SmartArt graphic."""
    for table in shape.element.iterfind("{*}graphic/{*}graphicData/{*}tbl"):
        yield Block("\n".join(_rows(table, shape, text)), is_table=True)
    for shown in shape.element.iterfind("{*}graphic/{*}graphicData/*"):
        for name in ("id", "dm"):
            part = parts.target(slide, reference_of(shown, name))
            if part is not None:
                root = parts.root(part)
                yield from map(Block, _titles(root) if name == "id" else _points(root))


def _rows(table: Any, shape: Shape, text: Text) -> list[str]:
    """Return the rows of a table, each cell with its labels."""
    look = table.find("{*}tblPr")
    is_headed = look is not None and is_on(look, "firstRow")
    names_rows = look is not None and is_on(look, "firstCol") and not is_headed
    grid: list[list[Cell]] = []
    for row in table.iterchildren("{*}tr"):
        line: list[Cell] = []
        for cell in row.iterchildren("{*}tc"):
            words = text.paragraphs(shape, cell.find("{*}txBody"))
            said = " ".join(" ".join(one.words.split()) for one in words)
            if is_on(cell, "vMerge") and grid:
                said = next((above.text for above in grid[-1][len(line) :]), "")
            if is_on(cell, "hMerge") and line:
                line.append(line[-1]._replace(own=False))
            else:
                line.append(Cell(said, head=names_rows and not line))
        grid.append(line)
    return labelled(headed(grid, is_bold=is_headed))


def _titles(chart: Any) -> Iterator[str]:
    """Yield the titles of a chart and its axes."""
    for title in chart.iter("{*}title"):
        words = "".join(part.text or " " for part in title.iter("{*}t", "{*}br"))
        if words.strip():
            yield " ".join(words.split())


def _points(diagram: Any) -> Iterator[str]:
    """Yield the points of a SmartArt graphic as one list, each above those that belong to it."""
    said = {point.get("modelId"): _said(point) for point in diagram.iterfind("{*}ptLst/{*}pt")}
    below: dict[str | None, list[tuple[int, str]]] = {}
    for one in diagram.iterfind("{*}cxnLst/{*}cxn"):
        if one.get("type", "parOf") == "parOf":
            place = number_of(one, "srcOrd"), one.get("destId", "")
            below.setdefault(one.get("srcId"), []).append(place)
    kinds = {point.get("modelId"): point.get("type") for point in diagram.iter("{*}pt")}
    open_points = [one for one, kind in kinds.items() if kind == "doc"]
    lines: dict[str | None, str] = {}
    while open_points:
        point = open_points.pop()
        if point not in lines:
            lines[point] = said.get(point, "")
            open_points += [one for _, one in sorted(below.get(point, []), reverse=True)]
    yield "\n".join(f"- {line}" for line in lines.values() if line)


def _said(point: Any) -> str:
    words = (part.text or " " for part in point.iterfind("{*}t//*") if part.tag[-2:] in ("}t", "r"))
    return " ".join("".join(words).split())
