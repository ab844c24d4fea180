/** The service, as the widget calls it. Everything that goes wrong is a Fault. */

import type { About, Answer, SourceDocument, Verdict } from "./contract.js";

export type FaultKind =
  | "offline"
  | "unreachable"
  | "cut"
  | "stopped"
  | "limited"
  | "signedOut"
  | "notAllowed"
  | "missing"
  | "invalid"
  | "unavailable"
  | "failed";

export class Fault extends Error {
  constructor(
    readonly kind: FaultKind,
    /** After how long it is worth asking again, if the service says so. */
    readonly seconds?: number,
  ) {
    super(kind);
  }
}

/** Return what went wrong as a Fault, whatever it was. */
export function faultOf(error: unknown): Fault {
  return error instanceof Fault ? error : new Fault("failed");
}

export type StreamEvent =
  | { event: "passages" }
  | { event: "delta"; text: string }
  | { event: "answer"; answer: Answer };

export interface HistoryTurn {
  role: "user" | "assistant";
  text: string;
}

/** The service sends a comment every 15 seconds: a stream that is silent for longer is dead. */
const SILENCE = 60_000;

export class Service {
  constructor(
    /** Where the service lives; ends with a slash. */
    readonly base: URL,
    private readonly token: () => Promise<string | null>,
  ) {}

  /** Return the address of a page of the service, or null for one of somebody else. */
  page(view: string): string | null {
    const address = URL.parse(view.replace(/^\/+/, ""), this.base);
    return address?.origin === this.base.origin ? address.href : null;
  }

  async about(): Promise<About> {
    return (await this.request("v1/about")).json();
  }

  async document(id: string): Promise<SourceDocument> {
    return (await this.request(`v1/documents/${encodeURIComponent(id)}`)).json();
  }

  async rate(answer: string, verdict: Verdict, comment: string | null): Promise<void> {
    await this.request(
      `v1/answers/${encodeURIComponent(answer)}/feedback`,
      posting({ verdict, comment }),
    );
  }

  /** Delete a conversation; one that the service does not know is as good as deleted. */
  async forget(conversation: string): Promise<void> {
    try {
      await this.request(`v1/conversations/${encodeURIComponent(conversation)}`, {
        method: "DELETE",
      });
    } catch (fault) {
      if (!(fault instanceof Fault && fault.kind === "missing")) throw fault;
    }
  }

  /** Yield what happens on the way to an answer and last, always, the answer. */
  async *ask(
    question: string,
    conversation: string | null,
    history: HistoryTurn[],
    signal: AbortSignal,
  ): AsyncGenerator<StreamEvent> {
    const body = { question, conversation_id: conversation, history, channel: "web" };
    const response = await this.request("v1/questions", {
      ...posting(body, "text/event-stream"),
      signal,
    });
    if (!response.body) throw new Fault("cut");
    for await (const [event, data] of serverSentEvents(response.body, signal)) {
      if (event === "passages") yield { event };
      if (event === "delta") yield { event, text: JSON.parse(data).text };
      if (event === "error") throw new Fault("failed");
      if (event === "answer") {
        yield { event, answer: JSON.parse(data) };
        return;
      }
    }
    throw new Fault("cut");
  }

  private async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const token = await this.token();
    if (token) headers.set("Authorization", `Bearer ${token}`);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.base), { ...init, headers });
    } catch {
      throw interruption(init.signal);
    }
    if (!response.ok) throw refusal(response);
    return response;
  }
}

function posting(body: object, accept = "application/json"): RequestInit {
  return {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: accept },
  };
}

function interruption(signal?: AbortSignal | null): Fault {
  if (signal?.aborted) return new Fault("stopped");
  return new Fault(navigator.onLine ? "unreachable" : "offline");
}

function refusal(response: Response): Fault {
  const { status } = response;
  if (status === 401) return new Fault("signedOut");
  if (status === 403) return new Fault("notAllowed");
  if (status === 404 || status === 405) return new Fault("missing");
  if (status === 413 || status === 422) return new Fault("invalid");
  if (status === 429) return new Fault("limited", Number(response.headers.get("Retry-After")) || 60);
  if (status >= 502 && status <= 504) return new Fault("unavailable");
  return new Fault("failed");
}

/** Yield the name and data of each event of a stream. Raises Fault when the connection breaks. */
async function* serverSentEvents(
  body: ReadableStream<BufferSource>,
  signal: AbortSignal,
): AsyncGenerator<[string, string]> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = "";
  try {
    for (;;) {
      const { done, value } = await unlessSilent(reader.read());
      if (done) return;
      // A line may end in CR, LF or both, and a chunk between the two.
      unread = (unread + value).replace(/\r\n|\r(?!$)/g, "\n");
      const blocks = unread.split("\n\n");
      unread = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = block.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
        const values = (name: string) => fields.filter(([, key]) => key === name).map((f) => f[2]);
        const data = values("data").join("\n");
        if (data) yield [values("event").at(-1) ?? "message", data];
      }
    }
  } catch (error) {
    if (signal.aborted) throw new Fault("stopped");
    throw error instanceof Fault ? error : new Fault(navigator.onLine ? "cut" : "offline");
  } finally {
    reader.cancel().catch(() => {});
  }
}

async function unlessSilent<T>(reading: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Fault("cut")), SILENCE);
  });
  return Promise.race([reading, silence]).finally(() => clearTimeout(timer));
}
