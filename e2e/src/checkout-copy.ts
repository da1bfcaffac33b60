import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./run-command.ts";

const SCOPE = "@twin2multicloud";
const COPIED = [
  "libs",
  "functions",
  "deployer",
  "simulator",
  "local-cloud",
  "tools",
  "terraform",
  "twins",
  "package.json",
  "package-lock.json",
  "tsconfig.base.json",
  "tsconfig.json",
];

/** A copy of the sources that a test may edit, with the installed packages of the original. */
export interface CheckoutCopy {
  readonly folder: string;
  remove(): void;
}

/** Copies the sources; our own packages lead into the copy, all others into the original's node_modules. */
export function copyCheckout(): CheckoutCopy {
  const folder = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const name of COPIED)
    cpSync(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, SCOPE), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== SCOPE) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  for (const [name, path] of ourPackages()) symlinkSync(join(folder, path), join(modules, SCOPE, name));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function ourPackages(): [name: string, path: string][] {
  const libs = readdirSync(join(ROOT, "libs")).map((name): [string, string] => [name, `libs/${name}`]);
  const functions = readdirSync(join(ROOT, "functions")).map((name): [string, string] => [
    `functions-${name}`,
    `functions/${name}`,
  ]);
  const apps = ["deployer", "simulator", "local-cloud", "tools"].map((name): [string, string] => [
    name,
    name,
  ]);
  return [...libs, ...functions, ...apps];
}
