import type { Cloud, Finding, Target } from "@twin2multicloud/model";
import type { Draft } from "../draft.ts";

/** What rules may know besides the project itself. */
export interface RuleContext {
  readonly target: Target;
  /** The clouds in use, as far as the providers could be read. */
  readonly clouds: readonly Cloud[];
  /** The cloud of the devices, if it could be read. */
  readonly deviceCloud: Cloud | undefined;
  /** The names of the processors that were built; undefined while nothing is built. */
  readonly processors: readonly string[] | undefined;
}

/** Looks at a project as far as it could be read, and finds everything of one kind that is wrong with it. */
export type Rule = (draft: Draft, context: RuleContext) => Finding[];
