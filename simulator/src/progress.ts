import type { Counts } from "./deliver.ts";

/** Where progress is shown: a terminal that can rewrite its line, or a plain stream. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far a replay is. */
export interface Progress {
  update(counts: Counts): void;
  end(counts: Counts): void;
}

const BAR = 30;
const TERMINAL_MILLISECONDS = 100;
const PLAIN_MILLISECONDS = 5000;

function line({ sent, acknowledged, failed }: Counts, total: number): string {
  const done = acknowledged + failed;
  const filled = total === 0 ? BAR : Math.floor((BAR * done) / total);
  const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${bar} ${String(share).padStart(3)} %  ${sent} sent  ${acknowledged} acknowledged  ${failed} failed`;
}

/** A bar on a terminal, a line every few seconds elsewhere; `total` is the number of rows. */
export function createProgress(
  stream: ProgressStream,
  total: number,
  now: () => number = Date.now,
): Progress {
  const terminal = stream.isTTY === true;
  const pause = terminal ? TERMINAL_MILLISECONDS : PLAIN_MILLISECONDS;
  let shown = terminal ? 0 : now();
  const show = (counts: Counts) => {
    shown = now();
    stream.write(terminal ? `\r${line(counts, total)}\u001B[K` : `${line(counts, total)}\n`);
  };
  return {
    update: (counts) => {
      if (now() - shown >= pause) show(counts);
    },
    end: (counts) => {
      show(counts);
      if (terminal) stream.write("\n");
    },
  };
}
