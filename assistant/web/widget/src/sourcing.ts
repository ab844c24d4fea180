/** The document beside the chat: its text as lines, the quote highlighted. */

import { html, nothing, type TemplateResult } from "lit";
import { facts, kind, origin } from "./citing.js";
import type { SourceDocument } from "./contract.js";
import { icons } from "./icons.js";
import { Fault } from "./service.js";
import type { Words } from "./words.js";

/** What is shown of a document: the span counts code points, as the service does. */
export interface Shown {
  id: string;
  start: number;
  end: number;
  view: string;
}

interface Line {
  kind: "head" | "item" | "line";
  before: string;
  quote: string;
  after: string;
}

/** Return a document line by line; what lies in no section is a heading. */
export function lines(document: SourceDocument, start: number, end: number): Line[] {
  const found: Line[] = [];
  let place = 0;
  for (const text of document.text.split("\n")) {
    const characters = [...text];
    const [first, last] = [place, place + characters.length];
    place = last + 1;
    const inside = document.sections.some((section) => section.start <= first && first < section.end);
    if (!text.trim() || (!inside && text === document.title)) continue;
    const item = text.startsWith("- ");
    const cut = (from: number, to: number) =>
      characters.slice(Math.max(from, first + (item ? 2 : 0)) - first, Math.max(to - first, 0)).join("");
    found.push({
      kind: !inside ? "head" : item ? "item" : "line",
      before: cut(first, Math.min(start, last)),
      quote: cut(start, Math.min(end, last)),
      after: cut(end, last),
    });
  }
  return found;
}

export function showSource(
  document: SourceDocument | "loading" | Fault,
  shown: Shown,
  page: string | null,
  words: Words,
  close: () => void,
  again: () => void,
): TemplateResult {
  return html`<aside class="source" aria-label=${words.say("source")}>
    <header>
      <h2 tabindex="-1">${words.say("source")}</h2>
      ${page && !(document instanceof Fault)
        ? html`<a class="quiet" href=${page} target="_blank" rel="noopener"
            >${words.say("ownPage")}<span class="away">${icons.away}</span
            ><span class="hidden"> (${words.say("newTab")})</span></a
          >`
        : nothing}
      <button class="icon" aria-label=${words.say("close")} title=${words.say("close")} @click=${close}>
        ${icons.close}
      </button>
    </header>
    <div class="text" tabindex="0" role="region" aria-label=${words.say("source")}>
      ${document === "loading"
        ? html`<p class="phase">${words.say("loading")}</p>`
        : document instanceof Fault
          ? showFault(document, words, again)
          : showDocument(document, shown, words)}
    </div>
  </aside>`;
}

/** Only what the service does not have was changed or removed; all else is worth another try. */
function showFault({ kind, seconds }: Fault, words: Words, again: () => void): TemplateResult {
  if (kind === "missing") return html`<p class="box">${words.say("sourceMissing")}</p>`;
  return html`<div class="box attention">
    <p>${icons.attention}<span>${words.say(kind, { count: seconds ?? 0 })}</span></p>
    <button class="action strong" @click=${again}>${icons.document}${words.say("showSource")}</button>
  </div>`;
}

function showDocument(document: SourceDocument, shown: Shown, words: Words): TemplateResult {
  return html`<div class="about">
      <p class="title" lang=${document.language}>${document.title}</p>
      <p class="quiet">
        ${facts(document, words, "").join(" · ")} ·
        ${words.say("retrieved", { date: words.day(document.retrieved_on) })}
      </p>
      ${kind(document, words)} ${origin(document, words)}
    </div>
    <div class="document" lang=${document.language}>
      ${lines(document, shown.start, shown.end).map(
        ({ kind, before, quote, after }) =>
          html`<p class=${kind}>${before}${quote ? html`<mark>${quote}</mark>` : nothing}${after}</p>`,
      )}
    </div>`;
}
