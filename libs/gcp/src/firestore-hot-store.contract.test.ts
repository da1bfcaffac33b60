import { hotStoreContract } from "@twin2multicloud/contract-tests";
import { describe, test } from "vitest";
import { firestoreHotStore } from "./firestore-hot-store.ts";

describe("HotStore: firestore", () => {
  const { GOOGLE_CLOUD_PROJECT: project = "", FIRESTORE_DATABASE: database = "" } = process.env;
  const hotStore = firestoreHotStore({ project, database, collection: "records" });

  hotStoreContract(test, () => Promise.resolve(hotStore));
});
