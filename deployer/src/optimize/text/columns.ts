/** How a column is aligned. */
export type Alignment = "left" | "right";

/** Writes rows of words as aligned columns, two spaces apart; nothing trails. */
export function inColumns(rows: readonly (readonly string[])[], alignments: readonly Alignment[]): string[] {
  const widths = alignments.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    alignments
      .map((alignment, column) => {
        const [word, width] = [row[column] ?? "", widths[column] ?? 0];
        return alignment === "right" ? word.padStart(width) : word.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** The widest line, so that sections still have room to indent it within 120 columns. */
export const WIDTH = 118;

/** Breaks a text into lines of at most `WIDTH` characters: the first after `first`, the others after as many spaces. */
export function wrapped(text: string, first = ""): string[] {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = first;
  let fresh = true;
  for (const word of text.split(" ")) {
    if (!fresh && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else line += fresh ? word : ` ${word}`;
    fresh = false;
  }
  return [...lines, line];
}
