/** The value of a JSON text or of a file that was read, or undefined when there is none or it is broken. */
export function jsonOf(text: string | Buffer | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text.toString("utf8"));
  } catch {
    return undefined;
  }
}
