/** What the service sends, version 1 of its HTTP contract: only what the widget reads. */

export interface Citation {
  number: number;
  document_id: string;
  kind: "document" | "note";
  title: string;
  url: string | null;
  summarises: string[];
  publisher: string | null;
  published_on: string | null;
  retrieved_on: string;
  language: string;
  headings: string[];
  page: number | null;
  quote: string;
  /** The quote's span in the document's text, in code points (JavaScript counts otherwise). */
  start: number;
  end: number;
  view: string;
}

export interface Answer {
  id: string;
  conversation_id: string;
  question: string;
  status: string;
  language: string;
  /** Paragraphs, `- ` items and `[n]`: never markup. */
  text: string;
  citations: Citation[];
  suggestions: string[];
  trace: { unsure?: boolean };
}

export interface About {
  notice: string;
  privacy_url: string | null;
  contact: string | null;
  documents: number;
  newest: string | null;
  /** Tells one caller from the next; null where nobody signs in. */
  caller: string | null;
}

export interface SourceDocument {
  id: string;
  title: string;
  kind: "document" | "note";
  url: string | null;
  publisher: string | null;
  published_on: string | null;
  retrieved_on: string;
  language: string;
  summarises: string[];
  text: string;
  /** Spans of the text below each path of headings; a line outside them all is a heading. */
  sections: { start: number; end: number }[];
}

export type Verdict = "helpful" | "unhelpful";
