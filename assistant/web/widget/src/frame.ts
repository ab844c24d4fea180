/** What stands around a conversation: above it, before it begins, and below it. */

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { webAddress } from "./answers.js";
import { link } from "./citing.js";
import type { About } from "./contract.js";
import { type Key, Words } from "./words.js";

export interface Tool {
  key: Key;
  icon: TemplateResult;
  act: () => void;
}

export function showHeader(heading: string, tools: Tool[], words: Words): TemplateResult {
  return html`<header>
    <h2>${heading}</h2>
    ${repeat(
      tools,
      ({ key }) => key,
      ({ key, icon, act }) =>
        html`<button class="icon" aria-label=${words.say(key)} title=${words.say(key)} @click=${act}>
          ${icon}
        </button>`,
    )}
  </header>`;
}

/** Ask before a conversation is deleted; `key` is the question, or what went wrong. */
export function showConfirm(
  key: Key,
  words: Words,
  forget: () => void,
  keep: () => void,
): TemplateResult {
  return html`<div class="confirm" role="group" aria-labelledby="confirm">
    <p id="confirm">${words.say(key)}</p>
    <button class="action strong" @click=${forget}>${words.say("deleteYes")}</button>
    <button class="action" @click=${keep}>${words.say("deleteNo")}</button>
  </div>`;
}

/** What the service says where nobody set a notice: the widget says it in its own language. */
const DEFAULT_NOTICE = new Words().say("ai");

export function showWelcome(
  about: About | null,
  suggestions: string[],
  words: Words,
  ask: (question: string) => void,
): TemplateResult {
  return html`<div class="welcome">
    <p class="lead">${words.say("welcome")}</p>
    ${about && about.notice !== DEFAULT_NOTICE
      ? html`<p class="quiet" lang="">${about.notice}</p>`
      : nothing}
    ${about ? html`<p class="quiet">${known(about, words)}</p>` : nothing}
    ${suggestions.length
      ? html`<p class="quiet" id="examples">${words.say("examples")}</p>
          <ul class="offers" aria-labelledby="examples">
            ${suggestions.map(
              (question) =>
                html`<li>
                  <button class="offer" @click=${() => ask(question)}>${question}</button>
                </li>`,
            )}
          </ul>`
      : nothing}
  </div>`;
}

function known({ documents: count, newest }: About, words: Words): string {
  if (!newest) return words.say("knows", { count });
  return words.say("knowsNewest", { count, date: words.day(newest) });
}

export function showFooter(about: About | null, words: Words): TemplateResult {
  const privacy = webAddress(about?.privacy_url ?? null);
  const contact = about?.contact;
  return html`<footer>
    <span>${words.say("ai")}</span>
    ${privacy ? html`<span>${link(privacy, words.say("privacy"), words)}</span>` : nothing}
    ${contact ? html`<span>${words.say("contact")} ${reach(contact, words)}</span>` : nothing}
  </footer>`;
}

/** A contact is an address of mail, that of a page, or a name. */
function reach(contact: string, words: Words): TemplateResult {
  const mail = /^[^\s@]+@[^\s@]+$/.test(contact);
  return mail ? html`<a href="mailto:${contact}">${contact}</a>` : link(contact, contact, words);
}
