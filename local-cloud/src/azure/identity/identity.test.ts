import { describe, expect, test } from "vitest";
import { createInventory } from "../arm/inventory.ts";
import type { HttpRequest } from "../http/https-endpoint.ts";
import { createGrants } from "./grants.ts";
import { createIdentityEndpoint } from "./identity-endpoint.ts";
import { createTokenAuthority } from "./token.ts";

const PRINCIPAL = { principalId: "p1", clientId: "c1", resource: "/subscriptions/s/x/identities/app" };

function request(query: Record<string, string>, header?: string): HttpRequest {
  const url = new URL(`https://localhost/msi/token?${new URLSearchParams(query).toString()}`);
  return {
    method: "GET",
    url,
    headers: header === undefined ? {} : { "x-identity-header": header },
    body: Buffer.alloc(0),
  };
}

describe("identity endpoint", () => {
  const clock = { now: 1_700_000_000_000 };
  const tokens = createTokenAuthority({ key: Buffer.from("key"), now: () => clock.now });
  const endpoint = createIdentityEndpoint({ tokens, now: () => clock.now });
  const good = { resource: "https://storage.azure.com", "api-version": "2019-08-01", client_id: "c1" };

  test("refuses who is not an app, another version, no resource and a foreign identity", async () => {
    const { header, revoke } = endpoint.admit(() => [PRINCIPAL]);
    const status = async (query: Record<string, string>, secret?: string): Promise<number> =>
      (await endpoint.handle(request(query, secret))).status;
    expect(await status(good)).toBe(401);
    expect(await status(good, "guess")).toBe(401);
    expect(await status({ ...good, "api-version": "2018-02-01" }, header)).toBe(400);
    expect(await status({ ...good, resource: "" }, header)).toBe(400);
    expect(await status({ ...good, client_id: "c2" }, header)).toBe(400);
    expect(await status({ resource: good.resource, "api-version": "2019-08-01" }, header)).toBe(400);
    revoke();
    expect(await status(good, header)).toBe(401);
  });

  test("hands out a token that names the principal and the audience and ends after a day", async () => {
    const { header } = endpoint.admit(() => [PRINCIPAL]);
    const answer = await endpoint.handle(request(good, header));
    const body: { access_token: string; expires_on: string; token_type: string } = JSON.parse(
      String(answer.body),
    );
    expect(body).toMatchObject({ token_type: "Bearer", resource: good.resource, expires_on: "1700086400" });
    expect(tokens.verify(body.access_token)).toMatchObject({ oid: "p1", aud: good.resource });
    clock.now += 86_400_000;
    expect(tokens.verify(body.access_token)).toBeUndefined();
    clock.now -= 86_400_000;
  });

  test("a token of another authority, or one that was changed, is not genuine", () => {
    const other = createTokenAuthority({ key: Buffer.from("other"), now: () => clock.now });
    const claims = { aud: "a", oid: "p1", appid: "c1", exp: clock.now };
    const [head = "", , signature = ""] = tokens.issue(claims).split(".");
    const forged = Buffer.from(JSON.stringify({ ...claims, oid: "p2" })).toString("base64url");
    expect(tokens.verify(other.issue(claims))).toBeUndefined();
    expect(tokens.verify(`${head}.${forged}.${signature}`)).toBeUndefined();
    expect(tokens.verify("nonsense")).toBeUndefined();
  });
});

describe("grants", () => {
  const inventory = createInventory();
  const grants = createGrants(inventory);
  const scope = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
  const queue = `${scope}/queueServices/default/queues/hop`;
  const ask = (resource: string, principalId = "p1"): boolean =>
    grants.allows({ principalId, anyOf: ["messages/add"], resource });

  test("a role counts on its scope and below, for its principal, as long as it stands", () => {
    expect(ask(queue)).toBe(false);
    const id = `${queue}/providers/Microsoft.Authorization/roleAssignments/1`;
    const attributes = {
      scope: queue.toUpperCase(),
      role_definition_name: "Storage Queue Data Message Sender",
      principal_id: "p1",
    };
    inventory.put({ type: "azurerm_role_assignment", id, attributes });
    expect([ask(queue), ask(`${queue}-poison`), ask(queue, "p2"), ask(scope)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(grants.allows({ principalId: "p1", anyOf: ["messages/process"], resource: queue })).toBe(false);
    inventory.remove(id);
    expect(ask(queue)).toBe(false);
  });
});
