/** Answers as text: cut into paragraphs and markers for the page, or whole for ears and clipboards. */

import type { Answer, Citation } from "./contract.js";

export interface Piece {
  text: string;
  /** The language of a verbatim quote; null for the answer's own. */
  language: string | null;
  /** The citation whose marker follows the text, if one does. */
  citation: Citation | null;
}

export interface Paragraph {
  item: boolean;
  pieces: Piece[];
}

const MARKER = /\s*\[(\d+)\]/;

/** Return an answer's lines. Only markers of citations that are there become markers. */
export function paragraphs(text: string, citations: Citation[]): Paragraph[] {
  return text
    .split("\n")
    .filter((line) => line.trim())
    .map((line) => {
      const item = line.startsWith("- ");
      return { item, pieces: pieces(item ? line.slice(2) : line, citations) };
    });
}

function pieces(line: string, citations: Citation[]): Piece[] {
  const found: Piece[] = [];
  const parts = line.split(MARKER);
  for (let place = 0; place < parts.length; place += 2) {
    const text = parts[place] ?? "";
    const number = parts[place + 1];
    const citation = citations.find((one) => String(one.number) === number) ?? null;
    if (!text && !number) continue;
    found.push({
      text: citation || !number ? text : `${text} [${number}]`,
      language: citation && quotes(citation, text) ? citation.language : null,
      citation,
    });
  }
  return found;
}

/** Say whether a text is the citation's wording: a model's words are in the answer's language. */
function quotes(citation: Citation, text: string): boolean {
  const wording = squeezed(text);
  return wording.length > 0 && squeezed(citation.quote).includes(wording);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Say whether a paragraph is the assistant's own: it carries no marker. */
export function isOwn(paragraph: Paragraph): boolean {
  return paragraph.pieces.every((piece) => !piece.citation);
}

/** Return the text without markers, as it is read out. */
export function spoken(answer: Answer): string {
  return answer.text.replace(new RegExp(MARKER, "g"), "").replace(/^- /gm, "");
}

/** Return what is left of the text when suggestions that it lists are shown as buttons. */
export function withoutSuggestions(answer: Answer): string {
  const offered = new Set(answer.suggestions.map((suggestion) => `- ${suggestion}`));
  return answer.text
    .split("\n")
    .filter((line) => !offered.has(line))
    .join("\n");
}

export interface Source {
  /** The first citation of the document: it stands for what is known of it. */
  citation: Citation;
  numbers: number[];
}

/** Return the documents an answer rests on, in the order of its citations. */
export function sources(citations: Citation[]): Source[] {
  const found = new Map<string, Source>();
  for (const citation of citations) {
    const source = found.get(citation.document_id);
    if (source) source.numbers.push(citation.number);
    else found.set(citation.document_id, { citation, numbers: [citation.number] });
  }
  return [...found.values()];
}

/** Return an address if it leads to a page; `javascript:` and the like lead nowhere. */
export function webAddress(address: string | null): string | null {
  const protocol = address ? URL.parse(address)?.protocol : null;
  return protocol === "https:" || protocol === "http:" ? address : null;
}
