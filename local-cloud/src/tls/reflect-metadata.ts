/** The three functions of the Reflect metadata proposal that @peculiar/x509's dependency container insists on, and no more. */
const metadata = new WeakMap<object, Map<unknown, unknown>>();

function getOwnMetadata(key: unknown, target: object): unknown {
  return metadata.get(target)?.get(key);
}

function getMetadata(key: unknown, target: object): unknown {
  const own = getOwnMetadata(key, target);
  const parent = Object.getPrototypeOf(target);
  return own === undefined && parent !== null ? getMetadata(key, parent) : own;
}

function defineMetadata(key: unknown, value: unknown, target: object): void {
  metadata.set(target, new Map(metadata.get(target)).set(key, value));
}

/** Whether the functions stand; an export, so that a module can name this one before @peculiar/x509. */
export const reflectMetadataStands = true;

if (!("getMetadata" in Reflect)) Object.assign(Reflect, { getMetadata, getOwnMetadata, defineMetadata });
