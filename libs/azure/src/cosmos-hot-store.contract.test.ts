import { hotStoreContract } from "@twin2multicloud/contract-tests";
import { describe, test } from "vitest";
import { contractCredential, contractVariable } from "./contract-environment.ts";
import { cosmosHotStore } from "./cosmos-hot-store.ts";

describe("HotStore: cosmos", () => {
  hotStoreContract(test, () =>
    Promise.resolve(
      cosmosHotStore({
        endpoint: contractVariable("COSMOS_ENDPOINT"),
        database: "contract",
        container: "records",
        credential: contractCredential(),
      }),
    ),
  );
});
