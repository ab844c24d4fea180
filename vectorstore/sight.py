"""Who may see which document: decided here and nowhere else.

A document without `access` is open to all.
"""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, or_

from vectorstore.filters import Filters
from vectorstore.schema import INDEXED, document_groups, documents


@dataclass(frozen=True, slots=True)
class Sight:
    """What a caller may see (the groups they are in) and wants to see (filters)."""

    groups: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)


OPEN = Sight()
"""What everybody may see."""


def in_view(seeing: Sight | None) -> list[ColumnElement[bool]]:
    """Return the conditions for a document to be indexed and in sight; with None, to be indexed."""
    if seeing is None:
        return [documents.c.state == INDEXED]
    conditions = [documents.c.state == INDEXED, is_open_to(seeing.groups)]
    filters = seeing.filters
    if filters.language is not None:
        conditions.append(documents.c.language == filters.language)
    if filters.publisher is not None:
        conditions.append(documents.c.publisher == filters.publisher)
    if filters.published_from is not None:
        conditions.append(documents.c.published_on >= filters.published_from)
    if filters.published_to is not None:
        conditions.append(documents.c.published_on <= filters.published_to)
    return conditions


def is_open_to(groups: frozenset[str]) -> ColumnElement[bool]:
    """Return the condition that somebody in these groups may see a document."""
    restricted = exists().where(document_groups.c.document_pk == documents.c.pk)
    return or_(~restricted, restricted.where(document_groups.c.group_name.in_(groups)))
