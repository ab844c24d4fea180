"""The optional judge: a language model says whether the answers of a run are faithful and correct.

A judge errs, so its figures stand beside the measures and no baseline is held against them. It
judges every answer twice; how far the two verdicts agree tells how far to trust it.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json import JSONDecodeError, JSONDecoder
from typing import Annotated, Any

from langchain_core.language_models import BaseChatModel
from langsmith import tracing_context
from pydantic import BaseModel, Field, ValidationError
from sklearn.metrics import cohen_kappa_score

import prompts
from assistant.chat import open_chat
from assistant.errors import ChatModelUnavailable
from assistant.evaluation.cases import Case
from assistant.evaluation.measures import family, summed_up
from assistant.evaluation.run import Generated, Progress, Run, read_generated, read_lines
from vectorstore.errors import first_line

VERDICTS = 2
"""How often each answer is judged."""

GIVE_UP_AFTER = 5
"""So many answers in a row without a reply mean that the judge is gone, not that they are odd."""

Key = tuple[str, str]
"""Which answer it is: its haystack and its case."""

Mark = Annotated[int, Field(ge=0, le=1)]


class Verdict(BaseModel):
    """What the judge replied."""

    faithfulness: Mark
    correctness: Mark
    faithfulness_reason: str = ""
    correctness_reason: str = ""


class Judged(BaseModel):
    """The verdicts on an answer."""

    case: str
    haystack: str
    judge: str
    words: str
    """A digest of what the judge was asked: another case, answer or prompt is judged anew."""
    verdicts: Annotated[list[Verdict], Field(min_length=VERDICTS, max_length=VERDICTS)]


class NoVerdict(Exception):
    """The judge replied, and not with a verdict."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A model that judges."""

    name: str
    """provider:model, as LangChain's `init_chat_model` takes it."""
    model: BaseChatModel
    seconds: float = 120.0
    """How long to wait for a reply."""
    prompt: prompts.Prompt = field(default_factory=lambda: prompts.load("judge"))

    @classmethod
    def open(cls, name: str) -> "Judge":
        """Return the judge of a name. Raises WrongUse, which says what is missing."""
        return cls(name, open_chat(name))

    def words(self, case: Case, generated: Generated) -> str:
        """Return what the model is asked about an answer."""
        return self.prompt.render(**_material(case, generated))

    async def verdict(self, words: str) -> Verdict:
        """Return what the model says to that.

        Raises NoVerdict if it twice says something else, TimeoutError, and whatever the provider's
        package raises.
        """
        verdict = _verdict_in(await self._reply(words))
        if verdict is None:
            again = prompts.load("judge_again").render()
            verdict = _verdict_in(await self._reply(f"{words}\n{again}"))
        if verdict is None:
            raise NoVerdict("the reply held no verdict")
        return verdict

    async def _reply(self, words: str) -> str:
        try:
            # What is judged goes to the judge and, whatever the environment says, nowhere else.
            with tracing_context(enabled=False):
                async with asyncio.timeout(self.seconds):
                    return (await self.model.ainvoke(words)).text
        except TimeoutError as error:
            raise TimeoutError(f"no reply within {self.seconds:g} seconds") from error


async def judge_all(
    run: Run, cases: Sequence[Case], judge: Judge, at_once: int, progress: Progress
) -> dict[str, Any]:
    """Judge the answers that this judge has not judged yet; keep and return its figures.

    Raises ChatModelUnavailable if it does not reply; the verdicts until then are kept.
    """
    known = {case.id: case for case in cases}
    words = {
        (one.haystack, one.case): judge.words(known[one.case], one)
        for one in read_generated(run.generated)
        if family(one.answer.status) == "answered"
    }
    known_verdicts = _read_judged(run, judge, words)
    left = {answer: of for answer, of in words.items() if answer not in known_verdicts}
    failures, is_gone = await _judge_each(run, left, judge, at_once, progress)
    judged = _read_judged(run, judge, words)
    summary = {
        "judge": judge.name,
        "prompt": judge.prompt.digest,
        "answers": len(words),
        "judged": len(judged),
        "not judged": failures,
        "figures": _figures(judged.values(), known),
    }
    run.judged_summary.write_text(json.dumps(summary, indent=2), encoding="utf-8")
    if is_gone or 0 < len(failures) == len(left):
        *_, reason = failures.values()
        raise ChatModelUnavailable(
            f"The judge {judge.name} gives no verdicts: {reason}. Look whether it runs, and "
            "whether its name, address and key are right, then give the same command with "
            f"`--from {run.folder}`: the scores are kept, and so are the verdicts on "
            f"{len(judged)} of {len(words)} answers."
        )
    return summary


async def _judge_each(
    run: Run, words: dict[Key, str], judge: Judge, at_once: int, progress: Progress
) -> tuple[dict[str, str], bool]:
    """Ask for the verdicts on answers and keep them; return why some have none, by name, and
    whether the judge is gone."""
    failures: dict[str, str] = {}
    waiting = iter(words.items())
    finished = without_reply = 0

    async def work() -> None:
        nonlocal finished, without_reply
        for answer, asked in waiting:
            if without_reply >= GIVE_UP_AFTER:
                return
            name = ": ".join(answer)
            try:
                verdicts = [await judge.verdict(asked) for _ in range(VERDICTS)]
            except NoVerdict as error:
                failures[name] = str(error)
                without_reply = 0
            except Exception as error:  # each provider's package has errors of its own
                failures[name] = first_line(error)
                without_reply += 1
            else:
                _keep(run, judge, answer, asked, verdicts)
                without_reply = 0
            finished += 1
            progress(finished, len(words), f"judge: {name}")

    await asyncio.gather(*(work() for _ in range(at_once)))
    return failures, without_reply >= GIVE_UP_AFTER


def _material(case: Case, generated: Generated) -> dict[str, str]:
    answer = generated.answer
    passages = dict(
        zip((hit.passage_id for hit in answer.trace.hits), generated.passages, strict=True)
    )
    asked = {"role": "user", "text": case.question}
    material = {
        "conversation": [*(turn.model_dump() for turn in case.history), asked],
        "expected": {
            "should_be": case.status,
            "ideal": case.ideal,
            "one_of_each_group": case.answers,
        },
        "answer": answer.text,
        "passages": [
            {
                **{"number": one.number, "title": one.title, "language": one.language},
                "published_on": str(one.published_on or "unknown"),
                "text": passages.get(one.passage_id, one.quote),
            }
            for one in answer.citations
        ],
    }
    # As JSON, and without `<`: nothing in a text can end the piece that it stands in.
    return {
        name: json.dumps(piece, ensure_ascii=False).replace("<", "\\u003c")
        for name, piece in material.items()
    }


def _verdict_in(reply: str) -> Verdict | None:
    """Return the last JSON object of a reply that is a verdict: models like to talk around it."""
    found = None
    for start in (place for place, character in enumerate(reply) if character == "{"):
        try:
            found = Verdict.model_validate(JSONDecoder().raw_decode(reply, start)[0])
        except (JSONDecodeError, ValidationError):
            continue
    return found


def _keep(run: Run, judge: Judge, answer: Key, words: str, verdicts: list[Verdict]) -> None:
    haystack, case = answer
    judged = Judged(
        case=case, haystack=haystack, judge=judge.name, words=_digest(words), verdicts=verdicts
    )
    with run.judged.open("a", encoding="utf-8") as file:
        file.write(judged.model_dump_json() + "\n")


def _read_judged(run: Run, judge: Judge, words: dict[Key, str]) -> dict[Key, Judged]:
    """Return what this judge said when it was asked these words."""
    asked = {answer: _digest(of) for answer, of in words.items()}
    judged = [Judged.model_validate_json(line) for line in read_lines(run.judged)]
    return {
        key: one
        for one in judged
        if one.judge == judge.name and asked.get(key := (one.haystack, one.case)) == one.words
    }


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def _figures(judged: Iterable[Judged], cases: dict[str, Case]) -> dict[str, Any]:
    """Return, by haystack and part, the means of what was judged and how far verdicts agree."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[f"{one.haystack} / {cases[one.case].part}"].append(one)
    return {
        group: {
            name: _figure([[getattr(verdict, name) for verdict in one.verdicts] for one in members])
            for name in ("faithfulness", "correctness")
        }
        for group, members in sorted(groups.items())
    }


def _figure(marks: list[list[int]]) -> dict[str, float | None]:
    """Return mean and interval, the share of equal verdicts, and Cohen's kappa.

    Kappa (Cohen, 1960) is agreement beyond chance; with one mark only it is not defined: None.
    """
    first, second = zip(*marks, strict=True)
    one_mark = len({*first, *second}) == 1
    return {
        **summed_up([sum(pair) / len(pair) for pair in marks]),
        "equal": sum(a == b for a, b in marks) / len(marks),
        "kappa": None if one_mark else float(cohen_kappa_score(first, second)),
    }
