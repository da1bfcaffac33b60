import { runDaemon } from "./run-daemon.ts";
import type { CloudMakers } from "./daemon-core.ts";
import type { Handshake } from "./start-daemon.ts";
import { timeOutput } from "./timed-lines.ts";

/**
 * Runs the daemon of a folder in this process until it is told to end; tells the process that started it when it is ready. Returns
 * the exit code with which the process must end now, whatever a start that failed half-way has left open.
 */
export async function serve(directory: string, clouds: CloudMakers): Promise<number> {
  timeOutput();
  try {
    const daemon = await runDaemon({ directory, clouds, log });
    if ("runningPid" in daemon) {
      tell({ runningPid: daemon.runningPid });
      return 0;
    }
    for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => daemon.end());
    tell({ ready: true });
    log(`ready, process ${process.pid}`);
    await daemon.ended;
    await daemon.close();
    log("ended");
    return 0;
  } catch (error) {
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
    tell({ error: error instanceof Error ? error.message : String(error) });
    return 1;
  }
}

function tell(handshake: Handshake): void {
  process.send?.(handshake);
  if (process.connected) process.disconnect();
}

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}
