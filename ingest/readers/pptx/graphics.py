"""What stands in the frames of a slide: tables, charts and SmartArt."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ingest.readers import Block
from ingest.readers.grids import Cell, headed, labelled
from ingest.readers.pptx.parts import Parts, is_on, number_of, reference_of
from ingest.readers.pptx.shapes import Shape
from ingest.readers.pptx.text import Text


def read_frame(shape: Shape, text: Text, parts: Parts, slide: str) -> Iterator[Block]:
    """Yield what a frame of a slide shows: a table's rows, a chart's titles, the points of a
    SmartArt graphic."""
    for table in shape.element.iterfind("{*}graphic/{*}graphicData/{*}tbl"):
        yield Block("\n".join(_rows(table, shape, text)), is_table=True)
    for chart in shape.element.iterfind("{*}graphic/{*}graphicData/{*}chart"):
        part = parts.target(slide, reference_of(chart, "id"))
        if part is not None:
            yield from map(Block, map(_words, parts.root(part).iter("{*}title")))
    for diagram in shape.element.iterfind("{*}graphic/{*}graphicData/{*}relIds"):
        part = parts.target(slide, reference_of(diagram, "dm"))
        if part is not None:
            yield Block("\n".join(f"- {point}" for point in _points(parts.root(part))))


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


def _points(diagram: Any) -> Iterator[str]:
    """Yield the points of a SmartArt graphic, each above those that belong to it."""
    points = {one.get("modelId"): one for one in diagram.iterfind("{*}ptLst/{*}pt")}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in diagram.iterfind("{*}cxnLst/{*}cxn"):
        if one.get("type", "parOf") == "parOf":
            place = number_of(one, "srcOrd"), one.get("destId", "")
            below[one.get("srcId", "")].append(place)
    waiting = [key for key, point in points.items() if point.get("type") == "doc"]
    while waiting:
        point = points.pop(waiting.pop(), None)  # so that a circle has an end
        if point is not None:
            waiting += [key for _, key in sorted(below[point.get("modelId")], reverse=True)]
            yield from filter(None, map(_words, point.iterchildren("{*}t")))


def _words(element: Any) -> str:
    """Return the words in an element, on one line."""
    parts = element.iter("{*}t", "{*}br", "{*}p")
    return " ".join("".join(part.text or " " for part in parts).split())
