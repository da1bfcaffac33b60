/** Whether a topic matches an MQTT filter with + and #. */
export function matchesFilter(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  for (const [index, one] of wanted.entries()) {
    if (one === "#") return index === wanted.length - 1;
    if (index >= levels.length || (one !== "+" && one !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

/** Why this is no topic filter, or undefined when it is one. */
export function filterComplaint(filter: string): string | undefined {
  const levels = filter.split("/");
  if (filter === "") return "a topic filter must not be empty";
  if (levels.slice(0, -1).includes("#")) return "# may only be the last level of a topic filter";
  if (levels.some((level) => level.length > 1 && /[+#]/.test(level)))
    return "+ and # must stand alone in a level";
  if (levels.length > 8) return "AWS IoT takes at most 7 slashes in a topic";
  return undefined;
}
