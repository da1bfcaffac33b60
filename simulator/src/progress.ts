import type { Clock } from "./clock.ts";
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
  /** Says something on a line of its own. */
  note(text: string): void;
  /** Shows the last counts and ends. */
  end(): void;
}

const BAR = 30;
const TERMINAL_MILLISECONDS = 100;
const PLAIN_MILLISECONDS = 5000;

function line({ sent, acknowledged, failed }: Counts, total: number): string {
  const done = acknowledged + failed;
  const filled = Math.floor((BAR * done) / total);
  const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
  const share = Math.floor((100 * done) / total);
  return `${bar} ${String(share).padStart(3)} %  ${sent} sent  ${acknowledged} acknowledged  ${failed} failed`;
}

/** A bar on a terminal, a line every few seconds elsewhere, also while nothing changes; `total` is the number of rows. */
export function createProgress(stream: ProgressStream, total: number, clock: Clock): Progress {
  const terminal = stream.isTTY === true;
  let counts: Counts = { sent: 0, acknowledged: 0, failed: 0 };
  const show = () => stream.write(terminal ? `\r${line(counts, total)}\u001B[K` : `${line(counts, total)}\n`);
  const stop = clock.every(terminal ? TERMINAL_MILLISECONDS : PLAIN_MILLISECONDS, show);
  return {
    update: (changed) => {
      counts = changed;
    },
    note: (text) => stream.write(terminal ? `\r\u001B[K${text}\n` : `${text}\n`),
    end: () => {
      stop();
      show();
      if (terminal) stream.write("\n");
    },
  };
}
