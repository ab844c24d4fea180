"""The plots of a report, drawn as SVG in the page's colours, each with what it shows in words."""

import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from markupsafe import Markup

from assistant.evaluation.measures import percentiles
from assistant.evaluation.scoring import Score

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BIN = 0.5
"""How much weight a bar of the calibration plot spans; an edge is at the threshold."""

_SERIES = ("#0a4bb5", "#a34200", "#0d6b3a", "#7a2e9e")
_STROKES = ("-", "--", "-.", ":")
_INK = "#1d1f23"
_CSS_COLOURS = {_INK: "currentColor"} | {
    colour: f"var(--series-{number})" for number, colour in enumerate(_SERIES, 1)
}
_LOOK: Any = {
    "svg.fonttype": "none",  # text stays text: it is small, and the page gives it its font
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "grid.color"), _INK),
    **dict.fromkeys(("xtick.color", "ytick.color"), _INK),
    **{"axes.grid": True, "axes.axisbelow": True, "grid.alpha": 0.2, "legend.frameon": False},
    **{"axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": "medium"},
}

_T = TypeVar("_T")

Weighed = dict[str, list[tuple[float, bool]]]
"""By haystack, each case's weight and whether it can be answered."""


class Plot(NamedTuple):
    """A drawn plot; `facts` says in words what it shows."""

    title: str
    facts: str
    svg: Markup


def plots_of(
    scores: Sequence[Score], summary: dict[str, Any], threshold: float | None
) -> list[Plot]:
    """Return the plots; a service does not tell its threshold, so two are left out for it."""
    weighed, taken = defaultdict(list), defaultdict(list)
    for one in sorted(scores, key=lambda one: str(one["haystack"])):
        # The threshold is chosen by these; drawn over unseen cases it would be tuned on them.
        bears = one["expected"] in ("answered", "unanswerable", "out_of_scope")
        if bears and one["part"] == "tuning" and one["weight"] is not None:
            weighed[one["haystack"]].append((one["weight"], one["expected"] == "answered"))
        if "total" in one["milliseconds"]:
            taken[one["haystack"]].append(one["milliseconds"]["total"])
    decided = (
        [_calibration(weighed, threshold), _answering(weighed, threshold)]
        if threshold is not None
        else []
    )
    return [*decided, _latency(taken), _recall(summary)]


def _calibration(weighed: Weighed, threshold: float) -> Plot:
    facts = []
    for haystack, cases in weighed.items():
        below = [can for weight, can in cases if weight < threshold]
        above = [can for weight, can in cases if weight >= threshold]
        facts.append(
            f"{haystack}: {sum(below)} of the {len(below)} cases below {threshold:.2f} are "
            f"answerable, and {sum(above)} of the {len(above)} from there on."
        )

    def draw(axes: "Axes", cases: list[tuple[float, bool]]) -> None:
        bins = defaultdict(list)
        for weight, can in cases:
            # Rounded, so that a weight on an edge does not fall to the wrong side of it.
            bins[floor(round((weight - threshold) / _BIN, 6))].append(can)
        for place, held in sorted(bins.items()):
            middle, share = threshold + (place + 0.5) * _BIN, sum(held) / len(held)
            axes.bar(middle, share, _BIN * 0.9, color=_SERIES[0], linewidth=0)
            axes.annotate(str(len(held)), (middle, share + 0.02), ha="center")
        _mark_threshold(axes, threshold)
        axes.set(xlabel="answerability (log-odds of the best sentence)", ylabel="share answerable")

    return _plot("Calibration of the answerability score", facts, weighed, draw)


def _answering(weighed: Weighed, threshold: float) -> Plot:
    def at(least: float, cases: list[tuple[float, bool]]) -> tuple[float, float]:
        answered = [can for weight, can in cases if weight >= least]
        answerable = sum(can for _, can in cases)
        precision = sum(answered) / len(answered) if answered else 1.0
        return precision, sum(answered) / answerable if answerable else 0.0

    def draw(axes: "Axes", cases: list[tuple[float, bool]]) -> None:
        steps = sorted({weight for weight, _ in cases})
        curves = [at(step, cases) for step in steps]
        axes.plot(steps, [one[0] for one in curves], _STROKES[0], color=_SERIES[0])
        axes.plot(steps, [one[1] for one in curves], _STROKES[1], color=_SERIES[1])
        axes.legend(["precision", "recall"], loc="lower left")
        _mark_threshold(axes, threshold)
        axes.set(xlabel="threshold", ylabel="precision, recall")

    facts = [
        f"{haystack}: at {threshold:.2f} precision {precision:.2f}, recall {recall:.2f}."
        for haystack, cases in weighed.items()
        for precision, recall in [at(threshold, cases)]
    ]
    return _plot("Answering against the threshold", facts, weighed, draw)


def _latency(taken: dict[str, list[int]]) -> Plot:
    def draw(axes: "Axes", taken: dict[str, list[int]]) -> None:
        for number, (haystack, times) in enumerate(taken.items()):
            axes.ecdf(times, label=haystack, color=_SERIES[number % 4], ls=_STROKES[number % 4])
        every = [max(1, time) for times in taken.values() for time in times] or [1]
        least, most = min(every) * 0.8, max(every) * 1.25
        ticks = [n * 10**power for power in range(7) for n in (1, 2, 5)]
        axes.set(xscale="log", ylim=(0, 1.05), xlabel="milliseconds", ylabel="share of answers")
        axes.set_xticks([tick for tick in ticks if least <= tick <= most])
        axes.set_xlim(least, most)
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.minorticks_off()
        _legend(axes)

    facts = [
        f"{haystack}: half within {of['p50']:.0f} ms, 95 % within {of['p95']:.0f} ms, "
        f"all within {max(times)} ms."
        for haystack, times in taken.items()
        for of in [percentiles(times)]
    ]
    return _plot("Latency", facts, {"": taken}, draw)


def _recall(summary: dict[str, Any]) -> Plot:
    ks = (1, 3, 5, 8)
    curves = {
        group: [figures["all"][f"recall@{k}"] for k in ks]
        for group, figures in summary.items()
        if "recall@1" in figures["all"]
    }

    def draw(axes: "Axes", curves: dict[str, list[dict[str, float]]]) -> None:
        for number, (group, curve) in enumerate(curves.items()):
            at = [k + 0.08 * number for k in ks]  # side by side, or the intervals hide each other
            colour, stroke = _SERIES[number % 4], _STROKES[number % 4]
            means, low, high = ([one[of] for one in curve] for of in ("mean", "low", "high"))
            axes.plot(at, means, marker="o", label=group, color=colour, linestyle=stroke)
            axes.vlines(at, low, high, colors=colour)
        axes.set(ylim=(0, 1.05), xlabel="k (passages looked at)", ylabel="recall@k", xticks=ks)
        _legend(axes)

    facts = [
        f"{group}: " + ", ".join(f"{one['mean']:.2f}" for one in curve) + "."
        for group, curve in curves.items()
    ]
    return _plot("Recall at k", facts, {"": curves}, draw)


def _plot(
    title: str, facts: Iterable[str], panels: dict[str, _T], draw: Callable[["Axes", _T], None]
) -> Plot:
    """Return a plot of panels under each other; its colours are the page's, light or dark."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    key = re.sub(r"\W+", "-", title.lower())
    with rc_context(_LOOK | {"svg.hashsalt": key}):
        figure = Figure(figsize=(6, 0.8 + 2.6 * len(panels)), layout="constrained")
        for row, (panel, data) in enumerate(panels.items(), 1):
            axes = figure.add_subplot(len(panels), 1, row, title=panel)
            draw(axes, data)
        file = io.StringIO()
        unsigned = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(file, format="svg", transparent=True, metadata=unsigned)
    svg = file.getvalue()
    svg = svg[svg.index("<svg") :]
    for colour, css in _CSS_COLOURS.items():
        svg = svg.replace(colour, css)
    # Ids are a page's, and matplotlib gives the same ones to every figure.
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{key}-", svg)
    told = " ".join(facts)
    name = Markup('<svg role="img" aria-label="{}"').format(f"{title}. {told}")
    return Plot(title, told, Markup(svg.replace("<svg", name, 1)))  # noqa: S704 - matplotlib's


def _legend(axes: "Axes") -> None:
    if axes.get_legend_handles_labels()[1]:  # matplotlib warns of a legend without entries
        axes.legend(loc="lower right")


def _mark_threshold(axes: "Axes", threshold: float) -> None:
    axes.axvline(threshold, color=_INK, linestyle=":")
    axes.annotate(f"threshold {threshold:.2f}", (threshold + 0.05, 1.13))
    axes.set(ylim=(0, 1.22), yticks=(0, 0.2, 0.4, 0.6, 0.8, 1))
