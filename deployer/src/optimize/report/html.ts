/** Markup in which every text that came from outside is escaped. */
export interface Html {
  readonly markup: string;
}

/** What can stand in markup: texts and numbers are escaped, markup is taken as it is. */
export type HtmlPart = string | number | Html | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as it stands in markup, also within the quotes of an attribute. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function markupOf(part: HtmlPart): string {
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("\n");
}

/** Writes markup: whatever is put into the template is escaped unless it is markup itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return { markup: texts.map((text, index) => text + markupOf(parts[index] ?? "")).join("") };
}

/** No markup at all. */
export const NOTHING: Html = { markup: "" };
