import { rm } from "node:fs/promises";
import { readFileIfAny, writeFileAtomic } from "../storage/atomic-file.ts";

/** How to reach a running daemon. */
export interface DaemonRecord {
  readonly pid: number;
  /** The port of its control server on 127.0.0.1. */
  readonly port: number;
  /** Proves to the control server that the caller may read this file. */
  readonly token: string;
  /** Whether it stays up without resources. */
  readonly pinned: boolean;
}

/** The record that a daemon left, or undefined; it may be that of one which was killed. */
export async function readRecord(file: string): Promise<DaemonRecord | undefined> {
  const text = await readFileIfAny(file);
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  if (isRecord(value)) return value;
  throw new Error(`${file} is not the record of a local cloud; remove it and try again`);
}

/** Replaces the record. */
export function writeRecord(file: string, record: DaemonRecord): Promise<void> {
  return writeFileAtomic(file, `${JSON.stringify(record)}\n`);
}

/** Removes the record. */
export function removeRecord(file: string): Promise<void> {
  return rm(file, { force: true });
}

function isRecord(value: unknown): value is DaemonRecord {
  if (typeof value !== "object" || value === null) return false;
  return "pid" in value && "port" in value && "token" in value && typeof value.token === "string";
}
