/** `<euif-assistant>`: the chat on a page, inline or behind a button in the corner. */

import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { spoken as readOut } from "./answers.js";
import { sourceLines } from "./citing.js";
import type { Citation, SourceDocument, Verdict } from "./contract.js";
import { Conversation, Store, type Turn } from "./conversation.js";
import { showConfirm, showFooter, showHeader, showWelcome, type Tool } from "./frame.js";
import { icons } from "./icons.js";
import { Roving } from "./roving.js";
import { Fault, faultOf, Service } from "./service.js";
import { showSource, type Shown } from "./sourcing.js";
import { styles } from "./styles.js";
import { showTurn, type Reading } from "./turns.js";
import { spoken, wordsOf, type Key, Words } from "./words.js";

const LONGEST = 2_000;
/** Milliseconds after which people are told that it takes longer than usual. */
const SLOW = 8_000;
/** When an open launcher covers the page: as in the styles. */
const FULL_SCREEN = "(max-width: 36rem), (max-height: 30rem)";
const SCRIPT = (document.currentScript as HTMLScriptElement | null)?.src ?? location.href;

export class EuifAssistant extends LitElement {
  static override styles = styles;
  static override properties = {
    src: {},
    lang: { reflect: true },
    mode: { reflect: true },
    heading: {},
    theme: { reflect: true },
    token: {},
    suggestions: {},
    getToken: { attribute: false },
  };

  /** Where the service lives; by default, where this script came from. */
  declare src: string | null;
  declare lang: string;
  declare mode: "launcher" | "inline";
  declare heading: string | null;
  declare theme: "light" | "dark" | null;
  /** What is shown to the service: never a key of the page's own, which every reader could take. */
  declare token: string | null;
  declare getToken: (() => string | null | Promise<string | null>) | null;
  /** Questions to begin with, with `|` between them; empty for none. */
  declare suggestions: string | null;

  private service!: Service;
  private store!: Store;
  private conversation!: Conversation;
  private words: Words | null = null;
  private learning: Promise<void> | null = null;
  private opened = false;
  /** What is asked before deleting, or that it failed; null when nobody wants to delete. */
  private confirming: "deleteAsk" | "deleteFailed" | null = null;
  private problem: string | null = null;
  private live = { text: "", language: "en" };
  private behind = false;
  private card: string | null = null;
  private commenting: number | null = null;
  private noted: Reading["noted"] = null;
  private copied: number | null = null;
  private slow = false;
  private shown: Shown | null = null;
  private source: SourceDocument | "loading" | Fault = "loading";
  private opener: HTMLElement | null = null;
  private roving: Roving | null = null;

  constructor() {
    super();
    this.mode = "launcher";
    this.src = this.heading = this.theme = this.token = this.suggestions = this.getToken = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("online", this.cameOnline);
    document.addEventListener("visibilitychange", this.learnAbout);
    this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("online", this.cameOnline);
    document.removeEventListener("visibilitychange", this.learnAbout);
    this.conversation.stop();
  }

  /** Put the parts together: what was kept is there when the service has said who asks. */
  private start(): void {
    this.conversation?.stop();
    const base = new URL(this.src ? `${this.src.replace(/\/+$/, "")}/` : ".", this.src ? location.href : SCRIPT);
    this.service = new Service(base, async () => (await this.getToken?.()) ?? this.token);
    const all = [...document.querySelectorAll(this.localName)];
    this.store = new Store(`euif-assistant ${base.href} ${this.id || all.indexOf(this)} `);
    this.conversation = new Conversation(this.service, this.store, () => this.requestUpdate(), this.showKept);
    this.opened = this.store.read<boolean>("opened") ?? false;
    this.learning = this.learnWords();
    // What a page set before this script ran is there after the first update.
    void this.updateComplete.then(this.learnAbout);
  }

  private async learnWords(): Promise<void> {
    const around = this.lang || this.closest<HTMLElement>("[lang]")?.lang;
    this.words = await wordsOf(spoken([around, ...navigator.languages]), this.service.base);
    this.requestUpdate();
  }

  private readonly learnAbout = async (): Promise<void> => {
    if (!this.shownAtAll || document.hidden) return;
    // Without it the notice is shorter; asking will say what is wrong.
    await this.conversation.meet().catch(() => {});
  };

  private readonly showKept = (): void => {
    this.confirming = this.card = this.noted = this.commenting = null;
    this.live = { text: "", language: "en" };
    const shown = this.store.read<Shown>("source");
    if (shown) void this.read(shown);
    else this.closeSource();
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.hasUpdated && changed.has("lang")) void this.learnWords();
    if (this.hasUpdated && changed.has("src")) {
      this.start();
    } else if (this.hasUpdated && (changed.has("token") || changed.has("getToken"))) {
      void this.learnAbout();
    }
  }

  protected override updated(): void {
    // In the top layer nothing of the page can move the launcher or lie above it.
    const root = this.renderRoot.querySelector<HTMLElement>(".root[popover]");
    if (root && !root.matches(":popover-open")) root.showPopover();
    const transcript = this.renderRoot.querySelector<HTMLElement>(".transcript");
    if (!transcript) return;
    this.roving ??= new Roving(transcript);
    this.roving.refresh();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    if (!words) return this.mode === "launcher" ? this.showBare() : html``;
    const launcher = this.mode === "launcher";
    const about = this.conversation.about ?? null;
    const heading = this.heading ?? words.say("heading");
    return html`<div class="root" lang=${words.language} popover=${launcher ? "manual" : nothing}>
      ${launcher
        ? html`<button
            class="launcher"
            ?hidden=${this.opened}
            aria-expanded=${this.opened}
            aria-haspopup="dialog"
            @click=${this.open}
          >
            ${icons.ask}<span>${words.say("launch")}</span>
          </button>`
        : nothing}
      <div
        class="panel ${this.shown ? "wide" : ""}"
        role=${launcher ? "dialog" : "region"}
        aria-label=${heading}
        ?hidden=${!this.shownAtAll}
        @keydown=${this.pressed}
      >
        <div class="columns">
          <div class="chat">
            ${showHeader(heading, this.tools, words)}
            ${this.confirming
              ? showConfirm(this.confirming, words, this.forget, () => this.confirm(null))
              : nothing}
            ${this.showTranscript(words)} ${this.showForm(words)} ${showFooter(about, words)}
          </div>
          ${this.shown
            ? showSource(
                this.source,
                this.shown,
                this.service.page(`${this.shown.view}#quote`),
                words,
                () => this.closeSource(),
                () => void this.read(this.shown!, true),
              )
            : nothing}
        </div>
      </div>
      <div class="hidden" role="status" aria-live="polite" aria-atomic="true">
        <span lang=${this.live.language}>${this.live.text}</span>
      </div>
    </div>`;
  }

  /** The launcher before its words are there. */
  private showBare(): TemplateResult {
    return html`<div class="root" popover="manual">
      <button class="launcher" aria-label=${new Words().say("launch")} @click=${this.open}>${icons.ask}</button>
    </div>`;
  }

  private get tools(): Tool[] {
    const tools: Tool[] = [];
    if (this.conversation.turns.length) {
      tools.push(
        { key: "restart", icon: icons.restart, act: () => this.restart() },
        { key: "delete", icon: icons.remove, act: () => void this.confirm("deleteAsk") },
      );
    }
    if (this.mode === "launcher") {
      tools.push({ key: "close", icon: icons.close, act: () => void this.close() });
    }
    return tools;
  }

  private offered(words: Words): string[] {
    if (this.suggestions === null) return words.suggestions;
    return this.suggestions.split("|").map((one) => one.trim()).filter(Boolean);
  }

  private showTranscript(words: Words): TemplateResult {
    const { about, turns } = this.conversation;
    const reading: Reading = {
      words,
      open: this.card,
      commenting: this.commenting,
      noted: this.noted,
      copied: this.copied,
      slow: this.slow,
      toggle: (marker) => {
        this.card = this.card === marker ? null : marker;
        this.requestUpdate();
        void this.reveal(".card");
      },
      show: (citation) => this.show(citation),
      page: (view) => this.service.page(view),
      ask: (question) => this.pick(() => this.conversation.ask(question)),
      again: (turn) => this.pick(() => this.conversation.again(turn)),
      copy: (turn) => void this.copy(turn),
      rate: (turn, verdict, comment) => void this.rate(turn, verdict, comment),
    };
    return html`<div
      class="transcript"
      role="region"
      aria-label=${words.say("conversation")}
      aria-describedby="keys"
      tabindex=${turns.length ? nothing : "0"}
      @scroll=${this.look}
    >
      ${turns.length
        ? repeat(turns, (turn) => turn.key, (turn) => showTurn(turn, reading))
        : about === undefined
          ? nothing
          : showWelcome(about, this.offered(words), words, reading.ask)}
    </div>`;
  }

  private showForm(words: Words): TemplateResult {
    const { busy } = this.conversation;
    const name = words.say(busy ? "stop" : "send");
    return html`<form class="ask" @submit=${this.submit} novalidate>
      ${this.behind
        ? html`<button type="button" class="newest" @click=${() => this.showNewest()}>
            ${icons.down}${words.say("newAnswer")}
          </button>`
        : nothing}
      <label for="question">${words.say("question")}</label>
      <textarea
        id="question"
        rows="1"
        placeholder=${words.say("placeholder")}
        aria-invalid=${this.problem ? "true" : nothing}
        aria-describedby=${this.problem ? "problem" : nothing}
        @keydown=${this.typed}
        @input=${this.checkLength}
      ></textarea>
      <button class="send" aria-label=${name} title=${name} aria-disabled=${!busy && this.typing === ""}>
        ${busy ? icons.stop : icons.send}
      </button>
      ${this.problem ? html`<p class="error" id="problem">${this.problem}</p>` : nothing}
      <span class="hidden" id="keys">${words.say("conversationKeys")}</span>
    </form>`;
  }

  // What people do

  private readonly open = async (): Promise<void> => {
    this.opened = true;
    this.store.write("opened", true);
    this.requestUpdate();
    await this.updateComplete;
    this.box?.focus();
    await this.learnAbout();
    await this.updateComplete;
    this.showNewest();
    this.showMark();
    this.look();
  };

  private async close(): Promise<void> {
    this.opened = false;
    this.store.write("opened", null);
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".launcher")?.focus();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.key === "Tab") this.stayInside(event);
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    const from = event.target as HTMLElement;
    if (from.closest(".source")) this.closeSource();
    else if (from.closest(".transcript")) this.box?.focus();
    else if (this.confirming) void this.confirm(null);
    else if (this.mode === "launcher") void this.close();
  };

  /** Where the chat covers the page, the focus must not go to what is hidden behind it. */
  private stayInside(event: KeyboardEvent): void {
    if (this.mode !== "launcher" || !matchMedia(FULL_SCREEN).matches) return;
    const stops = [...this.renderRoot.querySelectorAll<HTMLElement>("button, a, textarea, [tabindex]")]
      .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility({ visibilityProperty: true }));
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (this.shadowRoot?.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (this.conversation.busy) {
      this.conversation.stop();
      return;
    }
    this.send();
  };

  private readonly typed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    // What is typed while an answer comes stays for the next question.
    if (!this.conversation.busy) this.send();
  };

  private readonly checkLength = (): void => {
    const over = [...this.typing].length - LONGEST;
    this.problem = over > 0 ? this.words!.say("tooLong", { count: over }) : null;
    this.requestUpdate();
  };

  private send(): void {
    const question = this.typing;
    this.checkLength();
    if (!/[\p{L}\p{N}]/u.test(question)) this.problem = this.words!.say("empty");
    if (this.problem) {
      this.say(this.problem);
      return;
    }
    this.box!.value = "";
    void this.follow(this.conversation.ask(question));
  }

  /** Ask what a button offers. The focus goes along: the button may be gone. */
  private pick(asking: () => Promise<Turn>): void {
    if (this.conversation.busy) return;
    void this.follow(asking());
    const asked = this.conversation.turns.at(-1);
    if (asked) void this.goTo(asked);
  }

  /** Show a question that was just asked, and read its answer out when it is there. */
  private async follow(asking: Promise<Turn>): Promise<void> {
    this.say(this.words!.say("searching"));
    const timer = setTimeout(() => {
      this.slow = true;
      this.say(this.words!.say("slow"));
    }, SLOW);
    await this.updateComplete;
    this.showNewest();
    const turn = await asking;
    clearTimeout(timer);
    this.slow = false;
    if (turn.answer) this.say(readOut(turn.answer), turn.answer.language);
    else if (turn.fault) this.say(this.words!.say(turn.fault, { count: turn.seconds }));
    await this.updateComplete;
    this.look();
  }

  private async copy(turn: Turn): Promise<void> {
    const { answer } = turn;
    const words = this.words!;
    if (!answer) return;
    const lines = sourceLines(answer.citations, words, (view) => this.service.page(view));
    const list = lines.length ? `\n\n${words.say("sources")}\n${lines.join("\n")}` : "";
    const done = await copyText(`${answer.text}${list}\n`, this.renderRoot);
    this.copied = done ? turn.key : null;
    this.note(turn, done ? "copied" : "copyFailed");
  }

  private async rate(turn: Turn, verdict: Verdict, comment: string | null): Promise<void> {
    try {
      await this.conversation.rate(turn, verdict, comment);
      this.commenting = comment === null ? turn.key : null;
      this.note(turn, "thanks");
      // The form that had the focus is gone.
      if (comment !== null) await this.goTo(turn);
      else await this.reveal(".comment");
    } catch (error) {
      const { kind } = faultOf(error);
      const refused = kind === "invalid" && comment !== null;
      this.note(turn, refused ? "commentRefused" : kind === "missing" ? "feedbackMissing" : "feedbackFailed");
    }
  }

  private note(turn: Turn, key: Key): void {
    this.noted = { turn: turn.key, key };
    this.say(this.words!.say(key));
  }

  private restart(): void {
    this.conversation.restart();
    this.closeSource();
    this.confirming = null;
    this.card = this.noted = this.commenting = null;
    this.box?.focus();
  }

  private async confirm(asked: "deleteAsk" | null): Promise<void> {
    this.confirming = asked;
    this.requestUpdate();
    await this.updateComplete;
    if (asked) this.renderRoot.querySelector<HTMLElement>(".confirm button:last-child")?.focus();
    else this.box?.focus();
  }

  private readonly forget = async (): Promise<void> => {
    try {
      await this.conversation.forget();
      this.restart();
      this.say(this.words!.say("deleted"));
    } catch {
      this.confirming = "deleteFailed";
      this.say(this.words!.say("deleteFailed"));
    }
  };

  private show(citation: Citation): void {
    this.opener = this.shadowRoot!.activeElement as HTMLElement | null;
    const { document_id: id, start, end, view } = citation;
    void this.read({ id, start, end, view }, true);
  }

  /** Show a document beside the chat. The focus goes along only when somebody asked for it. */
  private async read(shown: Shown, focus = false): Promise<void> {
    this.shown = shown;
    this.source = "loading";
    this.store.write("source", shown);
    this.requestUpdate();
    await this.updateComplete;
    if (focus) this.renderRoot.querySelector<HTMLElement>(".source h2")?.focus();
    const found = await this.service.document(shown.id).catch(faultOf);
    if (this.shown !== shown) return;
    this.source = found;
    this.requestUpdate();
    // After a reload the document may be there before the words are.
    await this.learning;
    await this.updateComplete;
    this.showMark();
  }

  private showMark(): void {
    const mark = this.renderRoot.querySelector<HTMLElement>(".source mark");
    if (mark) scrollTo(this.scrollerOf(".source .text"), mark, 1 / 3);
  }

  private closeSource(): void {
    if (!this.shown) return;
    const inside = this.shadowRoot?.activeElement?.closest(".source");
    this.shown = null;
    this.store.write("source", null);
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (inside) (this.opener?.isConnected ? this.opener : this.box)?.focus();
    });
  }

  // Helpers

  private async goTo(turn: Turn): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#turn-${turn.key}`)?.focus({ preventScroll: true });
  }

  private get shownAtAll(): boolean {
    return this.mode !== "launcher" || this.opened;
  }

  private get box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("#question");
  }

  private get typing(): string {
    return this.box?.value.trim() ?? "";
  }

  private readonly cameOnline = (): void => {
    void this.learnAbout();
    if (this.shown && this.source instanceof Fault) void this.read(this.shown);
    if (this.conversation.turns.at(-1)?.fault === "offline") this.say(this.words!.say("online"));
  };

  /** Have a text read out, once, without moving the focus. */
  private say(text: string, language = this.words!.language): void {
    this.live = { text, language };
    this.requestUpdate();
  }

  /** Bring the last question to the top: its answer grows below it, and nothing jumps. */
  private showNewest(): void {
    const last = this.renderRoot.querySelector<HTMLElement>(".turn:last-child");
    if (last) scrollTo(this.scrollerOf(".transcript"), last, 0);
  }

  /** Bring what a click opened into sight; the focus stays where it is. */
  private async reveal(part: string): Promise<void> {
    await this.updateComplete;
    const opened = this.renderRoot.querySelector<HTMLElement>(part);
    const scroller = this.scrollerOf(".transcript");
    if (!opened || opened.getBoundingClientRect().bottom <= scroller.getBoundingClientRect().bottom) return;
    // One that is too high for the view leaves room above it for what opened it.
    scrollTo(scroller, opened, Math.max(1 / 4, 1 - opened.offsetHeight / scroller.clientHeight));
  }

  /** See whether an answer came where it cannot be seen. */
  private readonly look = (): void => {
    const last = this.renderRoot.querySelector<HTMLElement>(".turn:last-child");
    const scroller = this.scrollerOf(".transcript");
    const below = last ? last.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0;
    // A chat that is closed has no height; it shows its newest turn when it is opened.
    const behind = this.shownAtAll && below > scroller.clientHeight - 48;
    if (behind === this.behind) return;
    this.behind = behind;
    this.requestUpdate();
  };

  /** Return what scrolls a part: the part itself, or where height is short the whole panel. */
  private scrollerOf(part: string): HTMLElement {
    const found = this.renderRoot.querySelector<HTMLElement>(part)!;
    const scrolls = getComputedStyle(found).overflowY === "auto";
    return scrolls ? found : this.renderRoot.querySelector<HTMLElement>(".panel")!;
  }
}

/** Scroll a part of the page, and nothing around it, until `target` is so far down in it (0 to 1). */
function scrollTo(scroller: HTMLElement, target: HTMLElement, down: number): void {
  const distance = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollTop += distance - down * scroller.clientHeight;
}

/** Copy a text; on plain http browsers offer only the old way. */
async function copyText(text: string, within: HTMLElement | DocumentFragment): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = (within as ShadowRoot).activeElement as HTMLElement | null;
    const field = document.createElement("textarea");
    field.className = "hidden";
    field.value = text;
    within.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}

if (!customElements.get("euif-assistant")) customElements.define("euif-assistant", EuifAssistant);
