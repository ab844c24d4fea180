/** The words of the interface: English is built in, the other languages are fetched when needed. */

import english from "../en.json" with { type: "json" };

type Forms = Partial<Record<Intl.LDMLPluralRule, string>>;
type Table = typeof english;
export type Key = {
  [K in keyof Table]: Table[K] extends string | Forms ? K : never;
}[keyof Table];

/** To CLDR, plain English and Portuguese are those of America. */
const EUROPEAN: Record<string, string> = { en: "en-IE", pt: "pt-PT" };

export const LANGUAGES = (
  "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
).split(" ");

export class Words {
  private readonly locales: string[];

  constructor(
    readonly language = "en",
    private readonly table: Partial<Table> = english,
  ) {
    // Not every browser knows Irish and Maltese: then at least as in Europe, not as where it is from.
    this.locales = [EUROPEAN[language] ?? language, "en-IE"];
  }

  /** Return a text with its `{places}` filled; `count` chooses among plural forms. */
  say(key: Key, values: Record<string, string | number> = {}): string {
    const known: string | Forms = this.table[key] ?? english[key];
    const text =
      typeof known === "string"
        ? known
        : (known[new Intl.PluralRules(this.locales).select(Number(values.count))] ?? known.other);
    return (text ?? "").replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? value.toLocaleString(this.locales) : (value ?? "");
    });
  }

  get suggestions(): string[] {
    return this.table.suggestions ?? english.suggestions;
  }

  /** Return a day (`2026-11-25`) with its month in words. */
  day(day: string): string {
    const date = new Date(`${day}T12:00:00Z`);
    if (Number.isNaN(date.getTime())) return day;
    return date.toLocaleDateString(this.locales, { dateStyle: "long", timeZone: "UTC" });
  }

  /** Return a language's name in this one. */
  languageName(of: string): string {
    try {
      return new Intl.DisplayNames(this.locales, { type: "language" }).of(of) ?? of;
    } catch {
      return of;
    }
  }
}

/** Return the language of LANGUAGES that comes first among those wanted; English for others. */
export function spoken(wanted: readonly (string | null | undefined)[]): string {
  const bare = wanted.map((tag) => tag?.toLowerCase().split("-")[0] ?? "");
  return bare.find((language) => LANGUAGES.includes(language)) ?? "en";
}

/** Return the words of a language, or English ones where they cannot be had. */
export async function wordsOf(language: string, base: URL): Promise<Words> {
  if (language === "en") return new Words();
  try {
    const response = await fetch(new URL(`widget/${language}.json`, base));
    return response.ok ? new Words(language, await response.json()) : new Words();
  } catch {
    return new Words();
  }
}
