/** A conversation: its turns, what is under way, and how it is kept over a reload. */

import type { About, Answer, Verdict } from "./contract.js";
import { Fault, faultOf, type FaultKind, type HistoryTurn, type Service, type StreamEvent } from "./service.js";

export type Phase = "searching" | "reading" | "checking";

export interface Turn {
  readonly key: number;
  question: string;
  /** What happens now; null when nothing does any more. */
  phase: Phase | null;
  /** The sentences that came so far: once there is an answer, only that counts. */
  partial: string;
  answer: Answer | null;
  fault: FaultKind | null;
  seconds: number;
  verdict: Verdict | null;
}

interface Kept {
  id: string | null;
  turns: Turn[];
}

/** As many turns as the service takes, and a size that surely fits into its 64 KiB. */
const HISTORY_TURNS = 40;
const HISTORY_LENGTH = 12_000;

/** Owns what is asked after a session has run out. */
const NOBODY = "";

export class Conversation {
  id: string | null = null;
  turns: Turn[] = [];
  /** What the service told last; undefined until it was asked, null while it tells nothing. */
  about: About | null | undefined;
  /** Whose conversation this is, as the service tags them; undefined until it is known. */
  private owner: string | null | undefined;
  private underWay: AbortController | null = null;
  private last: number;

  /** `owned` is called when it is, from now on, that of another. */
  constructor(
    private readonly service: Service,
    private readonly store: Store,
    private readonly changed: () => void,
    private readonly owned: () => void,
  ) {
    this.last = store.read<Kept>("conversation")?.turns.at(-1)?.key ?? 0;
  }

  /** Learn what the service tells, and who asks: nobody is shown what another said. Raises Fault. */
  async meet(): Promise<void> {
    try {
      this.about = await this.service.about();
      this.belongTo(this.about.caller ?? null);
    } catch (fault) {
      this.about ??= null;
      // Before anybody is known, the page may only not have its token yet.
      if (fault instanceof Fault && fault.kind === "signedOut" && this.owner !== undefined) {
        this.belongTo(NOBODY);
      }
      throw fault;
    } finally {
      this.changed();
    }
  }

  /** Go on with what is kept for somebody, and drop what is another's. */
  private belongTo(owner: string | null): void {
    if (owner === this.owner) return;
    // Nobody was known before: what was asked meanwhile, whatever came of it, is theirs as well.
    const theirs = this.owner === undefined ? this.turns : this.turns.filter((turn) => turn.phase);
    this.owner = owner;
    const kept = this.store.belongTo(owner) ? this.store.read<Kept>("conversation") : null;
    for (const turn of kept?.turns ?? []) {
      if (turn.phase) Object.assign(turn, { phase: null, fault: "cut" satisfies FaultKind });
    }
    this.id = kept?.id ?? null;
    this.turns = [...(kept?.turns ?? []), ...theirs];
    this.keep();
    this.owned();
  }

  get busy(): boolean {
    return this.underWay !== null;
  }

  /** Ask, and return the turn when it is answered, stopped or has failed. */
  async ask(question: string): Promise<Turn> {
    const turn: Turn = {
      key: ++this.last,
      question,
      phase: "searching",
      partial: "",
      answer: null,
      fault: null,
      seconds: 0,
      verdict: null,
    };
    this.turns = [...this.turns, turn];
    const underWay = new AbortController();
    this.underWay = underWay;
    this.keep();
    try {
      await this.meet();
      for await (const event of this.asking(question, underWay.signal)) {
        // A conversation that was put away meanwhile takes nothing in any more.
        if (this.underWay !== underWay) break;
        if (event.event === "passages") turn.phase = "reading";
        if (event.event === "delta") {
          turn.phase = "checking";
          turn.partial += event.text;
        }
        if (event.event === "answer") this.take(turn, event.answer);
        this.changed();
      }
    } catch (error) {
      const { kind, seconds = 0 } = faultOf(error);
      Object.assign(turn, { fault: kind, seconds });
    }
    turn.phase = null;
    if (this.underWay === underWay) {
      this.underWay = null;
      this.keep();
    }
    return turn;
  }

  /** Where the service has forgotten the conversation, ask with what is still known of it here. */
  private async *asking(question: string, signal: AbortSignal): AsyncGenerator<StreamEvent> {
    try {
      yield* this.service.ask(question, this.id, this.history(), signal);
    } catch (fault) {
      if (!this.id || !(fault instanceof Fault && fault.kind === "missing")) throw fault;
      this.id = null;
      yield* this.service.ask(question, null, this.history(), signal);
    }
  }

  stop(): void {
    this.underWay?.abort();
  }

  /** Ask a turn's question again, in its place. */
  again(turn: Turn): Promise<Turn> {
    this.turns = this.turns.filter((one) => one !== turn);
    return this.ask(turn.question);
  }

  async rate(turn: Turn, verdict: Verdict, comment: string | null): Promise<void> {
    if (!turn.answer) return;
    await this.service.rate(turn.answer.id, verdict, comment);
    turn.verdict = verdict;
    this.keep();
  }

  /** Begin anew; what was said stays with the service. */
  restart(): void {
    const underWay = this.underWay;
    this.underWay = null;
    underWay?.abort();
    this.id = null;
    this.turns = [];
    this.keep();
  }

  /** Delete what was said, at the service too. Raises Fault, and then nothing is deleted. */
  async forget(): Promise<void> {
    if (this.id) await this.service.forget(this.id);
    this.restart();
  }

  private take(turn: Turn, answer: Answer): void {
    turn.answer = answer;
    // It held personal data: what the service does not keep, the browser does not either.
    if (!answer.question) turn.question = "";
    this.id = answer.conversation_id;
  }

  /** Return what was said before, as much as the service takes: it may keep no history itself. */
  private history(): HistoryTurn[] {
    const said = this.turns.flatMap<HistoryTurn>(({ question, answer }) =>
      answer && question && !answer.status.startsWith("error")
        ? [
            { role: "user", text: question },
            { role: "assistant", text: answer.text },
          ]
        : [],
    );
    const newest = said.slice(-HISTORY_TURNS);
    while (newest.reduce((sum, turn) => sum + turn.text.length, 0) > HISTORY_LENGTH) {
      newest.splice(0, 2);
    }
    return newest;
  }

  private keep(): void {
    const kept: Kept = { id: this.id, turns: this.turns };
    if (this.owner !== undefined) this.store.write("conversation", this.turns.length ? kept : null);
    this.changed();
  }
}

/** What a tab keeps over a reload and forgets when it is closed: others may use this computer. */
export class Store {
  constructor(private readonly name: string) {}

  /** Say whether what is kept is this owner's; what was another's is gone then. */
  belongTo(owner: string | null): boolean {
    const ours = this.read<string>("owner") === owner;
    if (!ours) for (const key of ["conversation", "source"]) this.write(key, null);
    this.write("owner", owner);
    return ours;
  }

  read<T>(key: string): T | null {
    try {
      return JSON.parse(sessionStorage.getItem(this.name + key) ?? "null");
    } catch {
      return null;
    }
  }

  write(key: string, value: unknown): void {
    try {
      if (value === null) sessionStorage.removeItem(this.name + key);
      else sessionStorage.setItem(this.name + key, JSON.stringify(value));
    } catch {
      // Where the browser keeps nothing, the conversation lives as long as the page.
    }
  }
}
