/** Lets arrow keys move through a part of the page that is one tab stop. */

const MOVES: Record<string, number> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  Home: -Infinity,
  End: Infinity,
};

export class Roving {
  private current: HTMLElement | null = null;

  constructor(private readonly container: HTMLElement) {
    container.addEventListener("keydown", (event) => this.move(event));
    container.addEventListener("focusin", (event) => this.stay(event.target as HTMLElement));
  }

  /** Make the current item, or else the last turn, the tab stop. Never moves the focus. */
  refresh(): void {
    const items = this.items();
    if (!this.current || !items.includes(this.current)) {
      this.current = items.findLast((item) => item.localName === "article") ?? items[0] ?? null;
    }
    for (const item of items) item.tabIndex = item === this.current ? 0 : -1;
  }

  /** Forms inside keep their own tab stops and keys. */
  private items(): HTMLElement[] {
    const all = this.container.querySelectorAll<HTMLElement>("article, button, a[href]");
    return [...all].filter((item) => !item.closest("form"));
  }

  private stay(target: HTMLElement): void {
    if (target.closest("form")) return;
    this.current = target;
    this.refresh();
  }

  private move(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const step = MOVES[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || target.closest("form")) return;
    const items = this.items();
    const next = Math.min(Math.max(items.indexOf(target) + step, 0), items.length - 1);
    event.preventDefault();
    items[next]?.focus();
  }
}
