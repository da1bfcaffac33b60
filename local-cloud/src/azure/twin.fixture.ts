import { readFile } from "node:fs/promises";
import { requiredText, textMap } from "./arm/attributes.ts";
import type { Attributes } from "../terraform/resource-handler.ts";
import type { TestCloud } from "./cloud.fixture.ts";

/** What stands below every app of a test. */
export interface TestTwin {
  readonly place: Attributes;
  readonly storage: Attributes;
  readonly identity: Attributes;
  /** Creates a queue that the identity may use. */
  queue(name: string, role?: string): Promise<Attributes>;
  grant(scope: string, role: string): Promise<Attributes>;
  app(zip: string, settings?: Record<string, string>): Promise<Attributes>;
  /** The last role assignment that was made on a resource. */
  roleOn(resource: Attributes): Attributes;
}

/** Makes a group, a storage account for hops and packages, and an identity. */
export async function createTwin(cloud: TestCloud): Promise<TestTwin> {
  await cloud.create("azurerm_resource_group", { name: "demo", location: "westeurope" });
  const place = { resource_group_name: "demo", location: "westeurope" };
  const storage = await cloud.create("azurerm_storage_account", {
    name: "demohops",
    ...place,
    account_tier: "Standard",
    account_replication_type: "LRS",
    shared_access_key_enabled: false,
  });
  const storageId = requiredText(storage, "id");
  const container = await cloud.create("azurerm_storage_container", {
    name: "package",
    storage_account_id: storageId,
  });
  const identity = await cloud.create("azurerm_user_assigned_identity", { name: "app", ...place });
  const grants = new Map<string, Attributes>();
  const grant = async (scope: string, role: string): Promise<Attributes> => {
    const principal_id = requiredText(identity, "principal_id");
    const made = await cloud.create("azurerm_role_assignment", {
      scope,
      role_definition_name: role,
      principal_id,
    });
    grants.set(scope, made);
    return made;
  };
  await grant(requiredText(container, "id"), "Storage Blob Data Owner");
  return {
    place,
    storage,
    identity,
    grant,
    roleOn(resource) {
      const made = grants.get(requiredText(resource, "id"));
      if (!made) throw new Error("no role was assigned on this resource");
      return made;
    },
    async queue(name, role = "Storage Queue Data Contributor") {
      const queue = await cloud.create("azurerm_storage_queue", { name, storage_account_id: storageId });
      await grant(requiredText(queue, "id"), role);
      return queue;
    },
    async app(zip, settings = {}) {
      const plan = await cloud.create("azurerm_service_plan", {
        name: "plan",
        ...place,
        os_type: "Linux",
        sku_name: "FC1",
      });
      return cloud.create("azurerm_function_app_flex_consumption", {
        name: "demo-app",
        ...place,
        service_plan_id: requiredText(plan, "id"),
        runtime_name: "node",
        runtime_version: "22",
        storage_container_type: "blobContainer",
        storage_container_endpoint: `${requiredText(storage, "primary_blob_endpoint")}package`,
        storage_authentication_type: "UserAssignedIdentity",
        storage_user_assigned_identity_id: requiredText(identity, "id"),
        zip_deploy_file: zip,
        identity: [{ type: "UserAssigned", identity_ids: [requiredText(identity, "id")] }],
        app_settings: {
          AZURE_CLIENT_ID: requiredText(identity, "client_id"),
          HOPS__queueServiceUri: requiredText(storage, "primary_queue_endpoint"),
          HOPS__credential: "managedidentity",
          HOPS__clientId: requiredText(identity, "client_id"),
          ...settings,
        },
        site_config: [{}],
      });
    },
  };
}

/** The credential that every app of a test has in its bundle. */
export const CREDENTIAL = `
const credential = {
  async getToken(scope) {
    const url = new URL(process.env.IDENTITY_ENDPOINT);
    const resource = [scope].flat()[0].replace(/\\/\\.default$/, "");
    url.search = new URLSearchParams({ resource, "api-version": "2019-08-01", client_id: process.env.AZURE_CLIENT_ID }).toString();
    const answer = await fetch(url, { headers: { "x-identity-header": process.env.IDENTITY_HEADER } });
    if (!answer.ok) throw new Error("identity endpoint: " + answer.status + " " + await answer.text());
    const { access_token, expires_on } = await answer.json();
    return { token: access_token, expiresOnTimestamp: Number(expires_on) * 1000 };
  },
};
`;

/** Calls an app over https as a browser would. */
export async function call(cloud: TestCloud, url: string, init: RequestInit = {}): Promise<Response> {
  const { Agent, request } = await import("node:https");
  const agent = new Agent({ ca: await readFile(cloud.caFile) });
  const headers = Object.fromEntries(new Headers(init.headers).entries());
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: init.method ?? "GET", headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        const status = answer.statusCode ?? 0;
        const fields = Object.entries(answer.headers).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        resolve(new Response([204, 304].includes(status) ? null : body, { status, headers: fields }));
        agent.destroy();
      });
    });
    sent.on("error", reject);
    sent.end(typeof init.body === "string" ? init.body : undefined);
  });
}

/** The settings of an app that was made. */
export function settingsOf(app: Attributes): Record<string, string> {
  return textMap(app, "app_settings");
}
