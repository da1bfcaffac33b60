import * as z from "zod/mini";
import { Failure } from "../failure.ts";
import { jsonOf } from "../machine/json.ts";
import type { Machine } from "../machine/machine.ts";

const holderSchema = z.looseObject({ pid: z.int(), command: z.string() });

type Holder = z.infer<typeof holderSchema>;

async function holderOf({ files, processes }: Machine, path: string): Promise<Holder | undefined> {
  const holder = holderSchema.safeParse(jsonOf(await files.read(path))).data;
  return holder && processes.isAlive(holder.pid) ? holder : undefined;
}

/**
 * Does some work while no other `twin` works on the same stack. A lock whose holder died is taken over; one whose holder
 * lives throws a Failure.
 */
export async function whileLocked<T>(
  machine: Machine,
  options: { path: string; command: string },
  work: () => Promise<T>,
): Promise<T> {
  const { path, command } = options;
  const mine = JSON.stringify({ pid: machine.pid, command });
  if (!(await machine.files.create(path, mine))) {
    const holder = await holderOf(machine, path);
    if (holder) {
      throw new Failure(`twin ${holder.command} is already at work here (process ${holder.pid})`, {
        advice: "Wait until it has ended, or stop it, and run the same command again.",
      });
    }
    await machine.files.write(path, mine, 0o600);
  }
  try {
    return await work();
  } finally {
    await machine.files.remove(path);
  }
}
