"""Tables as text: CSV, whatever parts its cells."""

import csv
import io
from collections.abc import Sequence

from ingest.readers import Reading, ReadingFailed
from ingest.readers.decoding import decode
from ingest.readers.sheets import Row, blocks_of

_DELIMITERS = ",;\t|"
_SAMPLE = 20_000


def read_csv(data: bytes, encoding: str | None = None) -> Reading:
    """Read a CSV file: its rows, each cell with its column's label. Raises ReadingFailed."""
    text, warnings = decode(data, encoding)
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS)
    except csv.Error:  # one column, or texts in which nothing parts cells evenly
        dialect = csv.excel
    try:
        # Quotes are doubled in it, even if none is in the sample.
        lines = [*csv.reader(io.StringIO(text, newline=""), dialect, doublequote=True)]
    except csv.Error as error:
        raise ReadingFailed(f"It is no CSV that can be read: {error}.") from error
    cells = (
        {place: said for place, cell in enumerate(line) if (said := " ".join(cell.split()))}
        for line in lines
    )
    rows = [*filter(None, cells)]
    is_headed = len(rows) > 1 and len(rows[0]) > 1 and _may_be_labels([*rows[0].values()])
    found = [Row(row, is_headed and not place) for place, row in enumerate(rows)]
    return Reading(tuple(blocks_of(found)), warnings=warnings)


def _may_be_labels(cells: Sequence[str]) -> bool:
    """Tell whether cells are all different and none is a figure: programs write labels first."""
    return len({*cells}) == len(cells) and not any(cell[:1].isdigit() for cell in cells)
