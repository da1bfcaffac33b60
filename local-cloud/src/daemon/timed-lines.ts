type Write = (chunk: Uint8Array | string, ...rest: unknown[]) => boolean;

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

/** A stream's `write` that gives every line that begins with no time the time of its end. */
export function timedLines(write: (text: string) => boolean, now: () => Date): Write {
  let partial = "";
  return (chunk, ...rest) => {
    const text = partial + (typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    const lines = text.split("\n");
    partial = lines.pop() ?? "";
    const timed = lines.map((line) => (TIME.test(line) ? line : `${now().toISOString()} ${line}`));
    const goesOn = timed.length === 0 || write(`${timed.join("\n")}\n`);
    const done = rest.find((one) => typeof one === "function");
    if (typeof done === "function") done();
    return goesOn;
  };
}

/** From now on, whatever this process writes has a time on each line, also what libraries write and what ends it. */
export function timeOutput(): void {
  const now = (): Date => new Date();
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = timedLines(stream.write.bind(stream), now);
  }
  process.on("uncaughtException", (error) => {
    console.error(error);
    process.exit(1);
  });
}
