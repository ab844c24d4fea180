/** What is shown of a citation: its card, and the list of sources below an answer. */

import { html, nothing, type TemplateResult } from "lit";
import { sources, webAddress, type Source } from "./answers.js";
import type { Citation, SourceDocument } from "./contract.js";
import { icons } from "./icons.js";
import type { Words } from "./words.js";

type Origin = Citation | SourceDocument;
/** Returns the address of the page that shows a quote, if there is one. */
export type PageOf = (view: string) => string | null;

/** Return who published a document, when, in which language, and the page if one is known. */
export function facts(of: Origin, words: Words, own: string): string[] {
  return [
    of.publisher,
    of.published_on ? words.day(of.published_on) : words.say("undated"),
    of.language === own ? null : words.say("inLanguage", { language: words.languageName(of.language) }),
    "page" in of && of.page !== null ? words.say("page", { page: String(of.page) }) : null,
  ].filter((fact) => fact !== null);
}

/** Return what makes plain that a note is a note. */
export function kind(of: Origin, words: Words): TemplateResult | typeof nothing {
  if (of.kind !== "note") return nothing;
  return html`<p class="note">
    <strong>${words.say("note")}</strong> ${words.say("noteExplained")}
  </p>`;
}

/** Return where a document comes from: what a note rests on, the original of any other. */
export function origin(of: Origin, words: Words): TemplateResult {
  const address = webAddress(of.url);
  return html`
    ${of.summarises.length
      ? html`<p class="quiet">${words.say("restsOn")}</p>
          <ul class="plain quiet">
            ${of.summarises.map((one) => html`<li>${link(one, readable(one), words)}</li>`)}
          </ul>`
      : nothing}
    ${address
      ? html`<p class="quiet">${words.say("originalPage")}: ${link(address, readable(address), words)}</p>`
      : nothing}
  `;
}

/** Return a link into a new tab, or the text alone if the address leads to no page. */
export function link(address: string | null, text: string, words: Words): TemplateResult {
  const safe = webAddress(address);
  if (!safe) return html`${text}`;
  return html`<a href=${safe} target="_blank" rel="noopener noreferrer"
    >${text}<span class="away">${icons.away}</span
    ><span class="hidden"> (${words.say("newTab")})</span></a
  >`;
}

export function card(
  citation: Citation,
  id: string,
  words: Words,
  own: string,
  open: (citation: Citation) => void,
): TemplateResult {
  const title = words.say("citation", { number: citation.number, title: citation.title });
  return html`<div class="card" id=${id} role="group" aria-label=${title}>
    <p class="title" lang=${citation.language}>${citation.title}</p>
    ${citation.headings.length
      ? html`<p class="quiet" lang=${citation.language}>${citation.headings.join(" › ")}</p>`
      : nothing}
    ${kind(citation, words)}
    <blockquote lang=${citation.language}>${citation.quote}</blockquote>
    <p class="quiet">${facts(citation, words, own).join(" · ")}</p>
    <button class="action" @click=${() => open(citation)}>
      ${icons.document}${words.say("showSource")}
    </button>
    ${origin(citation, words)}
  </div>`;
}

export function sourceList(
  citations: Citation[],
  words: Words,
  own: string,
  open: (citation: Citation) => void,
  page: PageOf,
): TemplateResult {
  return html`<h3>${words.say("sources")}</h3>
    <ul class="sources" aria-label=${words.say("sources")}>
      ${sources(citations).map(
        (source) =>
          html`<li>
            ${entry(source, words, own, open)}
            ${whereabouts(source.citation, words, page).map((line) => html`<p class="paper">${line}</p>`)}
          </li>`,
      )}
    </ul>`;
}

function entry(
  { citation, numbers }: Source,
  words: Words,
  own: string,
  open: (citation: Citation) => void,
): TemplateResult {
  return html`<button class="entry" @click=${() => open(citation)}>
    <span class="numbers">${numbers.map((number) => `[${number}]`).join(" ")}</span>
    <span>
      <span lang=${citation.language}>${citation.title}</span>
      <span class="quiet">
        ${citation.kind === "note" ? html`<span class="badge">${words.say("note")}</span>` : nothing}
        ${facts(citation, words, own).join(" · ")}
      </span>
    </span>
  </button>`;
}

/** Return the answer's sources as lines of plain text. */
export function sourceLines(citations: Citation[], words: Words, page: PageOf): string[] {
  return citations.map((citation) => {
    const note = citation.kind === "note" ? `${words.say("note")}: ` : "";
    const known = facts(citation, words, "").join(", ");
    const [address, ...others] = whereabouts(citation, words, page);
    const head = `[${citation.number}] ${note}${citation.title} (${known})${address ? ` ${address}` : ""}`;
    return [head, ...others].join("\n    ");
  });
}

/** Return the addresses by which somebody finds a source who has the answer on paper only. */
function whereabouts(of: Citation, words: Words, page: PageOf): string[] {
  const address = of.url ?? page(of.view);
  const rests = of.summarises.map((one, place) => (place ? one : `${words.say("restsOn")}: ${one}`));
  return address ? [address, ...rests] : rests;
}

function readable(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
}
