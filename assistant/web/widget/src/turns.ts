/** A turn on the page: the question, what is happening, the answer or the fault. */

import { html, nothing, type TemplateResult } from "lit";
import { isOwn, paragraphs, withoutSuggestions, type Paragraph } from "./answers.js";
import { card, sourceList, type PageOf } from "./citing.js";
import type { Answer, Citation, Verdict } from "./contract.js";
import type { Turn } from "./conversation.js";
import { icons } from "./icons.js";
import type { Key, Words } from "./words.js";

/** What a reader can do with a turn, and what is open of it. */
export interface Reading {
  words: Words;
  /** The marker whose card is open, as `turn.line.number`. */
  open: string | null;
  /** The turn whose comment is being written, and what came of the last feedback. */
  commenting: number | null;
  noted: { turn: number; key: Key } | null;
  copied: number | null;
  slow: boolean;
  toggle(marker: string): void;
  show(citation: Citation): void;
  page: PageOf;
  ask(question: string): void;
  again(turn: Turn): void;
  copy(turn: Turn): void;
  rate(turn: Turn, verdict: Verdict, comment: string | null): void;
}

/** Statuses that are families: what stands above the answer's text. */
const FAMILIES: Record<string, Key> = {
  unanswerable: "unanswerable",
  refused: "refused",
  error: "error",
};

export function showTurn(turn: Turn, reading: Reading): TemplateResult {
  const { words } = reading;
  return html`<article
    class="turn"
    id="turn-${turn.key}"
    tabindex="-1"
    aria-label=${turn.question || words.say("asked")}
  >
    <p class="question">
      <span class="hidden">${words.say("asked")}</span>${turn.question
        ? html`<span class="typed">${turn.question}</span>`
        : html`<em>${words.say("notKept")}</em>`}
    </p>
    <div class="reply">
      ${turn.answer ? showAnswer(turn, turn.answer, reading) : showPartial(turn)}
      ${turn.phase && !turn.answer ? showPhase(turn.phase, reading) : nothing}
      ${turn.fault ? showFault(turn, reading) : nothing}
    </div>
  </article>`;
}

function showPhase(phase: Key, { words, slow }: Reading): TemplateResult {
  return html`<p class="phase">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
    ${words.say(phase)} ${slow ? words.say("slow") : nothing}
  </p>`;
}

function showAgain(turn: Turn, { words, again }: Reading): TemplateResult {
  return html`<button class="action strong" lang=${words.language} @click=${() => again(turn)}>
    ${words.say("again")}
  </button>`;
}

function showFault(turn: Turn, reading: Reading): TemplateResult {
  const stopped = turn.fault === "stopped";
  return html`<div class="box ${stopped ? "" : "attention"}">
    <p>
      ${stopped ? nothing : icons.attention}
      <span>${reading.words.say(turn.fault ?? "failed", { count: turn.seconds })}</span>
    </p>
    ${showAgain(turn, reading)}
  </div>`;
}

function showPartial(turn: Turn): TemplateResult {
  return html`${paragraphs(turn.partial, []).map((line) => showParagraph(line, (text) => text))}`;
}

function showAnswer(turn: Turn, answer: Answer, reading: Reading): TemplateResult {
  const { words } = reading;
  const family = FAMILIES[answer.status.split("_")[0] ?? ""];
  const offers = answer.suggestions.length > 0;
  return html`
    <div class=${family ? "box" : "said"} lang=${answer.language}>
      ${family
        ? html`<p class="family" lang=${words.language}>
            ${icons.attention}<strong>${words.say(family)}</strong>
          </p>`
        : nothing}
      ${showText(turn, answer, reading)}
      ${answer.status.startsWith("error") ? showAgain(turn, reading) : nothing}
    </div>
    ${answer.citations.length
      ? sourceList(answer.citations, words, answer.language, reading.show, reading.page)
      : nothing}
    ${offers ? showOffers(answer, reading) : nothing}
    <div class="actions">
      <button class="action" @click=${() => reading.copy(turn)}>
        ${reading.copied === turn.key ? icons.copied : icons.copy}${words.say("copy")}
      </button>
      ${(["helpful", "unhelpful"] as const).map(
        (verdict) =>
          html`<button
            class="action"
            aria-pressed=${turn.verdict === verdict}
            @click=${() => reading.rate(turn, verdict, null)}
          >
            ${icons[verdict]}${words.say(verdict)}
          </button>`,
      )}
    </div>
    ${reading.noted?.turn === turn.key
      ? html`<p class="quiet">${words.say(reading.noted.key)}</p>`
      : nothing}
    ${reading.commenting === turn.key ? showComment(turn, reading) : nothing}
  `;
}

function showOffers(answer: Answer, { words, ask }: Reading): TemplateResult {
  // Where the answer asks back, its text has said already what this list is.
  const asksBack = answer.status === "clarification";
  return html`<p class=${asksBack ? "hidden" : "quiet"} id="offers-${answer.id}">
      ${words.say(asksBack ? "clarification" : "next")}
    </p>
    <ul class="offers" aria-labelledby="offers-${answer.id}">
      ${answer.suggestions.map(
        (suggestion) =>
          html`<li><button class="offer" @click=${() => ask(suggestion)}>${suggestion}</button></li>`,
      )}
    </ul>`;
}

/** Where the assistant itself speaks before it quotes, it says that this may be no answer, or that
 * its sources differ: each paragraph then says whose it is. */
function showText(turn: Turn, answer: Answer, reading: Reading): TemplateResult[] {
  const lines = paragraphs(withoutSuggestions(answer), answer.citations);
  const openings = answer.status === "answered" ? lines.findIndex((line) => !isOwn(line)) : 0;
  const shown: TemplateResult[] = [];
  lines.forEach((line, place) => {
    const cited = line.pieces.flatMap((piece) => piece.citation ?? []);
    const one = cited[0];
    const whose = new Set(cited.map((citation) => citation.document_id)).size === 1;
    if (openings > 0 && one && whose) {
      shown.push(html`<p class="whose" lang=${one.language}>${one.title}</p>`);
    }
    shown.push(
      place < openings
        ? html`<p class="opening">
            ${place === 0 && answer.trace.unsure ? icons.attention : icons.differ}
            <span>${line.pieces.map((piece) => piece.text)}</span>
          </p>`
        : showParagraph(line, (text, citation) => marked(text, citation, `${turn.key}.${place}`, reading)),
    );
    const open = cited.find(({ number }) => reading.open === `${turn.key}.${place}.${number}`);
    if (open) {
      shown.push(
        html`<div lang=${reading.words.language}>
          ${card(open, "card", reading.words, answer.language, reading.show)}
        </div>`,
      );
    }
  });
  return shown;
}

function showParagraph(
  { item, pieces }: Paragraph,
  mark: (text: TemplateResult | string, citation: Citation | null) => TemplateResult | string,
): TemplateResult {
  const content = pieces.map(({ text, language, citation }) =>
    mark(language ? html`<span lang=${language}>${text}</span>` : text, citation),
  );
  return item ? html`<ul><li>${content}</li></ul>` : html`<p>${content}</p>`;
}

function marked(
  text: TemplateResult | string,
  citation: Citation | null,
  place: string,
  { words, open, toggle }: Reading,
): TemplateResult {
  if (!citation) return html`${text}`;
  const marker = `${place}.${citation.number}`;
  const expanded = open === marker;
  return html`${text}<span class="nowrap">&nbsp;<button
        class="marker"
        lang=${words.language}
        aria-expanded=${expanded}
        aria-controls=${expanded ? "card" : nothing}
        aria-label=${words.say("citation", { number: citation.number, title: citation.title })}
        @click=${() => toggle(marker)}
      >${citation.number}</button></span>`;
}

function showComment(turn: Turn, { words, rate }: Reading): TemplateResult {
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    const comment = new FormData(event.target as HTMLFormElement).get("comment");
    if (turn.verdict) rate(turn, turn.verdict, String(comment).trim());
  };
  return html`<form class="comment" @submit=${send}>
    <label for="comment-${turn.key}">${words.say("comment")}</label>
    <textarea id="comment-${turn.key}" name="comment" rows="2" maxlength="2000"></textarea>
    <button class="action strong">${words.say("commentSend")}</button>
  </form>`;
}
