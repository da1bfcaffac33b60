const PUBSUB_TOPIC = ["pubsub.topics.get", "pubsub.topics.list"];
const PUBSUB_EDITOR = [
  ...PUBSUB_TOPIC,
  "pubsub.topics.create",
  "pubsub.topics.delete",
  "pubsub.topics.update",
  "pubsub.topics.publish",
  "pubsub.topics.attachSubscription",
  "pubsub.subscriptions.get",
  "pubsub.subscriptions.list",
  "pubsub.subscriptions.create",
  "pubsub.subscriptions.delete",
  "pubsub.subscriptions.update",
  "pubsub.subscriptions.consume",
];
const DATASTORE_READ = ["datastore.databases.get", "datastore.entities.get", "datastore.entities.list"];
const DATASTORE_WRITE = [
  "datastore.entities.create",
  "datastore.entities.update",
  "datastore.entities.delete",
  "datastore.entities.allocateIds",
];
const EVERYTHING = "*";

/** What the predefined roles allow, as far as the local cloud asks (https://cloud.google.com/iam/docs/roles-permissions). */
const PERMISSIONS: Readonly<Record<string, readonly string[]>> = {
  "roles/owner": [EVERYTHING],
  "roles/editor": [...PUBSUB_EDITOR, ...DATASTORE_READ, ...DATASTORE_WRITE],
  "roles/viewer": [
    ...PUBSUB_TOPIC,
    "pubsub.subscriptions.get",
    "pubsub.subscriptions.list",
    ...DATASTORE_READ,
  ],
  "roles/pubsub.admin": PUBSUB_EDITOR,
  "roles/pubsub.editor": PUBSUB_EDITOR,
  "roles/pubsub.viewer": [...PUBSUB_TOPIC, "pubsub.subscriptions.get", "pubsub.subscriptions.list"],
  "roles/pubsub.publisher": ["pubsub.topics.publish"],
  "roles/pubsub.subscriber": ["pubsub.subscriptions.consume", "pubsub.topics.attachSubscription"],
  "roles/datastore.owner": [...DATASTORE_READ, ...DATASTORE_WRITE],
  "roles/datastore.user": [...DATASTORE_READ, ...DATASTORE_WRITE],
  "roles/datastore.viewer": DATASTORE_READ,
  "roles/run.admin": ["run.routes.invoke"],
  "roles/run.invoker": ["run.routes.invoke"],
  "roles/run.servicesInvoker": ["run.routes.invoke"],
};

/** Whether a role, predefined or made by the user, contains a permission. */
export type RoleAllows = (role: string, permission: string) => boolean;

/** Custom roles by name next to the predefined ones. */
export interface Roles {
  readonly allows: RoleAllows;
  /** Whether such a role can be granted: predefined ones are taken on trust, custom ones must have been made. */
  exists(role: string): boolean;
  define(role: string, permissions: readonly string[]): void;
  remove(role: string): void;
}

/** Roles of one local cloud: the predefined ones, and none of the user's yet. */
export function createRoles(): Roles {
  const custom = new Map<string, ReadonlySet<string>>();
  return {
    allows(role, permission) {
      const predefined = PERMISSIONS[role];
      if (predefined) return predefined[0] === EVERYTHING || predefined.includes(permission);
      return custom.get(role)?.has(permission) ?? false;
    },
    exists: (role) => role.startsWith("roles/") || custom.has(role),
    define(role, permissions) {
      custom.set(role, new Set(permissions));
    },
    remove(role) {
      custom.delete(role);
    },
  };
}
