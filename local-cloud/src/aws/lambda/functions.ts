import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { codeFolder, exists, unpackCode } from "./function-code.ts";
import type { FunctionSettings } from "./function-settings.ts";
import { createLambdaFunction } from "./lambda-function.ts";
import type { FunctionHost, LambdaFunction } from "./lambda-function.ts";
import type { UrlPermission } from "./url-permission.ts";

/** All functions of the account, with the statements of their resource policies. */
export interface Functions {
  /** Unpacks a zip and deploys it, or swaps the code of the function that exists. */
  deploy(settings: FunctionSettings, zipFile: string): Promise<LambdaFunction>;
  /** Changes the settings of a function that exists; its code stays. */
  configure(settings: FunctionSettings): LambdaFunction;
  /** Deploys again what was deployed with this hash before a restart; from the zip where the unpacked code is gone. */
  restore(
    settings: FunctionSettings,
    deployed: { zipFile: string; sha256: string; size: number },
  ): Promise<void>;
  find(name: string): LambdaFunction | undefined;
  all(): readonly LambdaFunction[];
  remove(name: string): Promise<void>;
  permissions(name: string): Map<string, UrlPermission>;
  stop(): Promise<void>;
}

/** Makes an account without functions; `folder` takes their code. */
export function createFunctions(host: FunctionHost, folder: string): Functions {
  const functions = new Map<string, LambdaFunction>();
  const permissions = new Map<string, Map<string, UrlPermission>>();
  const rootOf = (name: string): string => join(folder, name);

  const put = (settings: FunctionSettings, code: LambdaFunction["code"]): LambdaFunction => {
    const existing = functions.get(settings.name);
    if (existing) existing.update(settings, code);
    const deployed = existing ?? createLambdaFunction(host, settings, code);
    functions.set(settings.name, deployed);
    return deployed;
  };
  const deploy = async (settings: FunctionSettings, zipFile: string): Promise<LambdaFunction> =>
    put(settings, await unpackCode(zipFile, rootOf(settings.name)));

  return {
    deploy,
    configure(settings) {
      const existing = functions.get(settings.name);
      if (!existing) throw new Error(`ResourceNotFoundException: Function not found: ${settings.name}`);
      return put(settings, existing.code);
    },
    async restore(settings, { zipFile, sha256, size }) {
      const unpacked = codeFolder(rootOf(settings.name), sha256);
      await removeOthers(rootOf(settings.name), unpacked);
      if (await exists(unpacked)) put(settings, { folder: unpacked, sha256, size });
      else if (await exists(zipFile)) await deploy(settings, zipFile);
    },
    find: (name) => functions.get(name),
    all: () => [...functions.values()],
    async remove(name) {
      const removed = functions.get(name);
      functions.delete(name);
      permissions.delete(name);
      await removed?.stop();
      await rm(rootOf(name), { recursive: true, force: true });
    },
    permissions(name) {
      const known = permissions.get(name) ?? new Map<string, UrlPermission>();
      permissions.set(name, known);
      return known;
    },
    stop: async () => void (await Promise.all([...functions.values()].map((one) => one.stop()))),
  };
}

// Code that was replaced stays until now, because calls under way may still have needed it.
async function removeOthers(root: string, kept: string): Promise<void> {
  if (!(await exists(root))) return;
  const folders = (await readdir(root)).map((name) => join(root, name)).filter((folder) => folder !== kept);
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}
