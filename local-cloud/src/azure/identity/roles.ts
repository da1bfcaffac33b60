/** Data actions of the storage services, shortened by their common prefix `Microsoft.Storage/storageAccounts/`. */
export type DataAction =
  | "queues/read"
  | "queues/write"
  | "queues/delete"
  | "messages/read"
  | "messages/write"
  | "messages/delete"
  | "messages/add"
  | "messages/process"
  | "containers/read"
  | "containers/write"
  | "containers/delete"
  | "blobs/read"
  | "blobs/write"
  | "blobs/delete"
  | "blobs/add";

const QUEUES: readonly DataAction[] = [
  "queues/read",
  "queues/write",
  "queues/delete",
  "messages/read",
  "messages/write",
  "messages/delete",
  "messages/add",
  "messages/process",
];

const BLOBS: readonly DataAction[] = [
  "containers/read",
  "containers/write",
  "containers/delete",
  "blobs/read",
  "blobs/write",
  "blobs/delete",
  "blobs/add",
];

/** A built-in role: its id in every directory and what it allows on data. */
export interface BuiltInRole {
  readonly name: string;
  readonly guid: string;
  readonly dataActions: readonly DataAction[];
}

/** The built-in roles that are known here (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles). */
export const BUILT_IN_ROLES: readonly BuiltInRole[] = [
  role("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", QUEUES),
  role("Storage Queue Data Message Sender", "c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", ["messages/add"]),
  role("Storage Queue Data Message Processor", "8a0f0c08-91a1-4084-bc3d-661d67233fed", [
    "messages/read",
    "messages/process",
  ]),
  role("Storage Queue Data Reader", "19e7f393-937e-4f77-808e-94535e297925", ["queues/read", "messages/read"]),
  role("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", BLOBS),
  role("Storage Blob Data Contributor", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", BLOBS),
  role("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", ["containers/read", "blobs/read"]),
  role("Storage Table Data Contributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", []),
  role("Storage Table Data Reader", "76199698-9eea-4c19-bc75-cec21354c6b6", []),
  role("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", []),
  role("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", []),
  role("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7", []),
  role("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab", []),
  role("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb", []),
  role("Monitoring Reader", "43d0d8ad-25c7-4714-9337-8ba259a9fe05", []),
  role("Log Analytics Reader", "73c42c96-874c-492b-b04d-ab87d138a893", []),
];

/** The built-in role of a name or of the GUID at the end of a role definition id. */
export function builtInRole(nameOrId: string): BuiltInRole | undefined {
  const wanted = nameOrId.slice(nameOrId.lastIndexOf("/") + 1).toLowerCase();
  return BUILT_IN_ROLES.find((one) => one.guid === wanted || one.name.toLowerCase() === wanted);
}

function role(name: string, guid: string, dataActions: readonly DataAction[]): BuiltInRole {
  return { name, guid, dataActions };
}
