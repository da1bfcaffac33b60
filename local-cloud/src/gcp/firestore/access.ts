import { GoogleError } from "../http/google-error.ts";
import type { Policies } from "../iam/policies.ts";
import type { Consistency, Write } from "./messages.ts";

/** Throws PERMISSION_DENIED unless an account may do something in the project of a database. */
export type RequireAccess = (permission: string, database: string) => void;

/** Access checks for one account. Grants on a single database are grants on the project with a condition, which is not evaluated. */
export function accessOf(email: string, policies: Policies): RequireAccess {
  return (permission, database) => {
    const project = database.split("/").slice(0, 2).join("/");
    if (policies.allows(email, permission, project)) return;
    throw new GoogleError(
      "PERMISSION_DENIED",
      `Missing or insufficient permissions: ${email} lacks ${permission} on ${project}. Grant roles/datastore.user or roles/datastore.viewer.`,
    );
  };
}

/** The permissions that writes need. */
export function permissionsOf(writes: readonly Write[]): ReadonlySet<string> {
  return new Set(writes.flatMap(permissionsOfWrite));
}

function permissionsOfWrite(write: Write): readonly string[] {
  if (write.delete) return ["datastore.entities.delete"];
  if (write.currentDocument?.exists === false) return ["datastore.entities.create"];
  if (write.currentDocument) return ["datastore.entities.update"];
  return ["datastore.entities.create", "datastore.entities.update"];
}

/** Throws UNIMPLEMENTED for a read or write in a transaction or in the past. */
export function refuseTransactions({ transaction, newTransaction, readTime }: Consistency): void {
  if (!transaction && !newTransaction && !readTime) return;
  throw new GoogleError(
    "UNIMPLEMENTED",
    "The local cloud emulates neither transactions nor reads in the past in Firestore.",
  );
}
