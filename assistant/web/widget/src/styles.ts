/** How the widget looks. Colours, radius and font are variables that the page around may set. */

import { css } from "lit";

export const styles = css`
  /* As a launcher the element is nothing of the page's layout, so none of the page's rules may move
     it. Inline, its box is the page's to place; what is inherited ends at .root. */
  :host {
    display: block;
  }
  :host([mode="launcher"]) {
    all: initial !important;
    position: fixed !important;
    inset: auto 0 0 auto !important;
    z-index: 2147483000 !important;
  }
  :host([hidden]) {
    display: none !important;
  }

  .root {
    all: initial;
    direction: ltr;
    unicode-bidi: isolate;
    color-scheme: light dark;
    --accent: var(--euif-accent, light-dark(#0b3d91, #9ec1ff));
    --on-accent: var(--euif-on-accent, light-dark(#ffffff, #0a1a33));
    --ground: var(--euif-ground, light-dark(#ffffff, #15181d));
    --raised: var(--euif-raised, light-dark(#f3f5f9, #20252d));
    --text: var(--euif-text, light-dark(#1b1e24, #eceef2));
    --quiet: var(--euif-quiet, light-dark(#545b67, #aab1bd));
    --line: var(--euif-line, light-dark(#d5dae2, #3a414c));
    --edge: var(--euif-edge, light-dark(#6e7684, #8a93a1));
    --mark: var(--euif-mark, light-dark(#ffe89a, #6a5500));
    --warn: var(--euif-warn, light-dark(#8a4b00, #ffc46b));
    --radius: var(--euif-radius, 12px);
    display: block;
    block-size: 100%;
    color: var(--text);
    font: var(--euif-font-size, medium) / 1.5 var(--euif-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
  }
  :host([theme="light"]) .root {
    color-scheme: light;
  }
  :host([theme="dark"]) .root {
    color-scheme: dark;
  }
  .root[popover] {
    position: fixed;
    inline-size: 0;
    block-size: 0;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  blockquote {
    margin: 0;
    padding: 0;
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-inline-size: 24px;
    min-block-size: 24px;
    padding: 0;
    border: 1px solid transparent;
    border-radius: 8px;
    background: none;
    text-align: start;
    cursor: pointer;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--quiet);
    font-size: 0.875em;
  }
  .plain {
    padding-inline-start: 1.2em;
  }
  .nowrap {
    white-space: nowrap;
  }
  .away svg {
    inline-size: 0.9em;
    block-size: 0.9em;
    margin-inline-start: 0.2em;
    vertical-align: -0.1em;
  }

  /* The launcher and its panel */
  .launcher {
    position: fixed;
    inset: auto 20px 20px auto;
    gap: 0.6em;
    min-block-size: 56px;
    padding-inline: 1.1em 1.3em;
    border-radius: 28px;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.25);
  }
  .launcher:hover {
    filter: brightness(1.12);
  }
  .launcher:focus-visible {
    outline-offset: 3px;
  }
  .panel {
    position: relative;
    container-type: inline-size;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--ground);
    overflow: hidden;
  }
  :host(:not([mode="launcher"])) .panel {
    block-size: var(--euif-height, min(44em, 88vh));
  }
  :host([mode="launcher"]) .panel {
    position: fixed;
    inset: auto 20px 20px auto;
    inline-size: min(26em, 100vw - 40px);
    block-size: min(44em, 100dvh - 40px);
    box-shadow: 0 12px 44px rgb(0 0 0 / 0.3);
  }
  :host([mode="launcher"]) .panel.wide {
    inline-size: min(62em, 100vw - 40px);
  }
  @media (max-width: 36rem), (max-height: 30rem) {
    :host([mode="launcher"]) .panel,
    :host([mode="launcher"]) .panel.wide {
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
      border: 0;
      border-radius: 0;
    }
  }

  .columns {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
  }
  .chat,
  .source {
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    min-block-size: 0;
    background: var(--ground);
  }
  .wide .chat {
    visibility: hidden;
  }
  @container (min-width: 44em) {
    .wide .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    .wide .chat {
      visibility: visible;
    }
    .source {
      grid-area: 1 / 2;
      border-inline-start: 1px solid var(--line);
    }
  }

  header {
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding: 8px 10px 8px 18px;
    border-block-end: 1px solid var(--line);
  }
  header h2 {
    flex: 1;
    min-inline-size: 0;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.3;
  }
  .icon {
    inline-size: 40px;
    block-size: 40px;
    color: var(--quiet);
  }
  .icon:hover,
  .action:hover,
  .entry:hover {
    background: var(--raised);
    color: var(--text);
  }

  .confirm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 18px;
    border-block-end: 1px solid var(--line);
    background: var(--raised);
    font-size: 0.9375em;
  }
  .confirm p {
    flex: 1 0 100%;
  }
  .confirm .action:last-child {
    border-color: var(--edge);
    color: var(--text);
  }

  /* The conversation */
  .transcript {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scroll-behavior: smooth;
    padding-inline: 18px;
  }
  .welcome {
    display: grid;
    gap: 12px;
    padding-block: 20px;
  }
  .welcome .lead {
    font-size: 1.0625em;
  }
  .turn {
    display: grid;
    align-content: start;
    gap: 14px;
    padding-block: 16px;
    border-radius: 8px;
  }
  .turn:focus-visible {
    outline-offset: -3px;
  }
  .turn:last-child {
    min-block-size: 100%;
  }
  .question {
    justify-self: end;
    max-inline-size: 88%;
    padding: 8px 14px;
    border: 1px solid transparent;
    border-radius: var(--radius) var(--radius) 4px var(--radius);
    background: var(--raised);
  }
  .typed {
    white-space: pre-wrap;
  }
  .reply,
  .said {
    display: grid;
    gap: 10px;
    min-inline-size: 0;
  }
  .reply ul:not([class]) {
    padding-inline-start: 1.3em;
  }
  .reply h3 {
    margin-block-start: 6px;
    font-size: 0.875em;
    font-weight: 650;
  }
  .phase {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--quiet);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
  }
  .dots i {
    inline-size: 6px;
    block-size: 6px;
    border: 3px solid currentColor;
    border-radius: 50%;
    animation: pulse 1.2s infinite ease-in-out;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes pulse {
    0%,
    60%,
    100% {
      opacity: 0.3;
    }
    30% {
      opacity: 1;
    }
  }
  .box {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .box.attention {
    border-color: var(--warn);
  }
  .box.attention p,
  .family,
  .opening {
    display: flex;
    align-items: start;
    gap: 0.5em;
  }
  .box svg {
    margin-block-start: 0.12em;
  }
  .attention svg,
  .family svg,
  .opening svg {
    color: var(--warn);
  }
  .opening {
    padding: 8px 12px;
    border: 1px solid var(--warn);
    border-radius: 8px;
    font-weight: 600;
  }
  .whose {
    margin-block: 4px -6px;
    color: var(--quiet);
    font-size: 0.875em;
    font-weight: 650;
  }
  .marker {
    min-inline-size: 24px;
    padding-inline: 6px;
    border: 1px solid var(--edge);
    border-radius: 12px;
    color: var(--accent);
    font-size: 0.8125em;
    font-weight: 650;
    line-height: 1;
    vertical-align: 0.06em;
  }
  .marker:hover,
  .marker[aria-expanded="true"] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .card {
    display: grid;
    gap: 8px;
    justify-items: start;
    padding: 12px 14px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--ground);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  }
  .card .title {
    font-weight: 650;
    line-height: 1.35;
  }
  blockquote {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--accent);
    white-space: pre-wrap;
  }
  .note {
    padding: 6px 10px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--raised);
    font-size: 0.875em;
  }
  .badge {
    padding: 0 6px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    color: var(--text);
    font-weight: 600;
  }
  .sources,
  .offers {
    display: grid;
    gap: 4px;
    list-style: none;
  }
  .offers {
    gap: 8px;
    justify-items: start;
  }
  .entry {
    align-items: start;
    justify-content: start;
    gap: 10px;
    inline-size: calc(100% + 20px);
    margin-inline: -10px;
    padding: 6px 10px;
  }
  .entry .quiet {
    display: block;
  }
  .paper {
    display: none;
    margin-inline-start: 2.2em;
    font-size: 0.875em;
  }
  .numbers {
    flex: none;
    color: var(--accent);
    font-weight: 650;
  }
  .offer {
    padding: 8px 14px;
    border-color: var(--edge);
    border-radius: var(--radius);
    color: var(--accent);
  }
  .offer:hover {
    border-color: var(--accent);
    background: var(--raised);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-inline: -8px;
  }
  .action {
    min-block-size: 32px;
    padding: 3px 8px;
    color: var(--quiet);
    font-size: 0.875em;
  }
  .action[aria-pressed="true"] {
    border-color: var(--accent);
    color: var(--accent);
  }
  .card .action {
    border-color: var(--edge);
    color: var(--accent);
  }
  .strong {
    padding-inline: 14px;
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .strong:hover {
    background: var(--accent);
    color: var(--on-accent);
    filter: brightness(1.12);
  }
  .comment {
    display: grid;
    gap: 8px;
    justify-items: start;
    font-size: 0.9375em;
  }
  textarea {
    inline-size: 100%;
    padding: 9px 12px;
    border: 1px solid var(--edge);
    border-radius: 10px;
    background: var(--ground);
    line-height: 1.4;
    resize: none;
    field-sizing: content;
    max-block-size: 9.5em;
  }
  .newest {
    position: absolute;
    inset: auto 0 100%;
    inline-size: max-content;
    max-inline-size: 100%;
    margin: 0 auto 10px;
    padding: 6px 14px;
    border-radius: 18px;
    background: var(--accent);
    color: var(--on-accent);
    font-size: 0.875em;
    font-weight: 600;
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.25);
  }

  /* Asking */
  .ask {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 4px 8px;
    padding: 10px 18px 8px;
    border-block-start: 1px solid var(--line);
  }
  .ask label {
    grid-column: 1 / -1;
    font-size: 0.875em;
    font-weight: 600;
  }
  .ask .error {
    grid-column: 1 / -1;
    color: light-dark(#a3160f, #ffb4ab);
    font-size: 0.875em;
  }
  textarea[aria-invalid="true"] {
    border-color: light-dark(#a3160f, #ffb4ab);
  }
  .send {
    inline-size: 44px;
    block-size: 44px;
    border-radius: 12px;
    background: var(--accent);
    color: var(--on-accent);
  }
  .send[aria-disabled="true"] {
    border-color: var(--edge);
    background: none;
    color: var(--quiet);
    cursor: default;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    padding: 0 18px 10px;
    color: var(--quiet);
    font-size: 0.8125em;
  }
  footer a,
  .welcome a {
    display: inline-block;
    min-block-size: 24px;
    color: inherit;
  }

  /* The document beside the chat */
  .source .text {
    flex: 1;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 14px 18px 32px;
  }
  .about {
    display: grid;
    gap: 8px;
    justify-items: start;
    margin-block-end: 16px;
    padding-block-end: 14px;
    border-block-end: 1px solid var(--line);
  }
  .source .title {
    font-size: 1.125em;
    font-weight: 650;
    line-height: 1.3;
  }
  .document {
    display: grid;
    gap: 10px;
  }
  .document .head {
    margin-block-start: 8px;
    font-weight: 650;
  }
  .document .item {
    display: list-item;
    list-style: disc;
    margin-inline-start: 1.3em;
  }
  mark {
    padding-block: 0.1em;
    background: var(--mark);
    color: inherit;
  }

  /* Where height is short, at 400 % zoom for one, all of it scrolls together. */
  @media (max-height: 30rem) {
    .panel {
      overflow: auto;
    }
    .columns,
    .chat,
    .source,
    .transcript,
    .source .text {
      display: block;
      min-block-size: auto;
      block-size: auto;
      overflow: visible;
    }
    .turn:last-child {
      min-block-size: 0;
    }
    .ask {
      display: grid;
    }
    .newest {
      position: static;
    }
    .wide .chat {
      display: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .transcript {
      scroll-behavior: auto;
    }
    .dots i {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    button:not(.entry),
    .question {
      border-color: currentColor;
    }
    [aria-disabled="true"] {
      color: GrayText;
    }
    [aria-pressed="true"],
    .marker[aria-expanded="true"] {
      border-color: Highlight;
      color: Highlight;
    }
  }
  @media print {
    :host([mode="launcher"]) {
      display: none !important;
    }
    .root,
    :host([theme="dark"]) .root {
      color-scheme: light;
    }
    :host(:not([mode="launcher"])) .panel {
      block-size: auto;
      border: 0;
    }
    .panel,
    .columns,
    .chat,
    .source,
    .transcript,
    .source .text {
      display: block;
      min-block-size: auto;
      overflow: visible;
      padding-inline: 0;
      border: 0;
    }
    .wide .chat {
      visibility: visible;
    }
    .turn:last-child {
      min-block-size: 0;
    }
    .paper {
      display: block;
    }
    .marker,
    .marker[aria-expanded="true"] {
      background: none;
      color: var(--text);
    }
    /* On paper there is nothing to click. */
    header,
    .confirm,
    .ask,
    .offers,
    [id^="offers-"],
    .actions,
    .actions ~ *,
    .card .action,
    .strong {
      display: none;
    }
  }
`;
