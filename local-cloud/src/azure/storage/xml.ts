/** Text as it stands in XML; characters that XML 1.0 cannot hold are an error of the caller. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => ENTITIES[character] ?? character).replace(/\r/g, "&#xD;");
}

/** One element with escaped text, or nothing where the text is undefined. */
export function element(name: string, content: string | number | undefined): string {
  return content === undefined ? "" : `<${name}>${escapeXml(String(content))}</${name}>`;
}

/** The text of the first element of a name; undefined where there is none. */
export function textOf(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([\\s\\S]*?)</${name}>|<${name}\\s*/>`).exec(xml);
  return found ? unescapeXml(found[1] ?? "") : undefined;
}

/** The whole document, with the declaration that the storage services send. */
export function xmlDocument(content: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>${content}`;
}

const ENTITIES: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };
const CHARACTERS: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);/g, (whole, name: string) => {
    if (name.startsWith("#x")) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return CHARACTERS[name] ?? whole;
  });
}
