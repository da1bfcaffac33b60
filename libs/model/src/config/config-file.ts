import type * as z from "zod/mini";

/** A field of a config file that is understood but does nothing; `path` names the steps from the root, `*` any index. */
export interface QuietField {
  readonly path: readonly string[];
  readonly why: string;
}

/** What a reader must know of one config file of a twin project, besides its schema. */
export interface ConfigFile<Schema extends z.ZodMiniType> {
  readonly name: string;
  /** An object, or what each element of a list must look like. */
  readonly schema: Schema;
  readonly list: boolean;
  readonly required: boolean;
  /** Fields that no version of this product will act upon. */
  readonly ineffective: readonly QuietField[];
  /** Fields that wait for a part of the product that is not built yet. */
  readonly notDeployedYet: readonly QuietField[];
}
