import type { Attributes, Complaint } from "../../terraform/resource-handler.ts";
import { REGION } from "../arn.ts";
import { block, blocks, flag, number, requiredText, text, texts } from "../attribute-values.ts";
import type { DynamoDb } from "../dynamodb/dynamodb.ts";
import { tableArn } from "../dynamodb/table-access.ts";
import { deleteTable, isEmptyTable, tableStatus, untilTableIs } from "../dynamodb/table-status.ts";
import { tagsAll } from "./aws-resource.ts";
import type { AwsResource } from "./aws-resource.ts";
import { all, among, matches, notEmulated, oneRegion } from "./checks.ts";

/** aws_dynamodb_table */
export function dynamodbTable(dynamodb: DynamoDb): AwsResource {
  const owned = new Set<string>();
  return {
    type: "aws_dynamodb_table",
    validate: all(
      matches("name", /^[\w.-]{3,255}$/, "3 to 255 letters, digits and _.-"),
      among("billing_mode", ["PAY_PER_REQUEST", "PROVISIONED"]),
      among("table_class", ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]),
      indexedAttributes,
      (config) =>
        config["stream_enabled"] === true
          ? [{ summary: "streams are not emulated", path: ["stream_enabled"] }]
          : [],
      notEmulated("import_table", "key_schema", "replica", "restore_source_name", "restore_source_table_arn"),
      oneRegion,
    ),
    requiresReplace: ["hash_key", "local_secondary_index", "name", "range_key"],
    defaults: {
      billing_mode: "PROVISIONED",
      deletion_protection_enabled: false,
      stream_enabled: false,
      table_class: "STANDARD",
    },
    changesOnUpdate: ["tags_all"],
    async create(planned) {
      const name = requiredText(planned, "name");
      const exists = (await tableStatus(dynamodb, name)) !== undefined;
      if (exists && (owned.has(name) || !(await isEmptyTable(dynamodb, name)))) {
        throw new Error(`ResourceInUseException: Table already exists: ${name}`);
      }
      // An empty one that no resource owns was left by a creation that was interrupted.
      if (exists) await deleteTable(dynamodb, name);
      await dynamodb.call("CreateTable", tableInput(planned));
      await untilTableIs(dynamodb, name, "ACTIVE");
      owned.add(name);
      setTimeToLive(dynamodb, planned);
      return {
        ...tagsAll(planned),
        id: name,
        arn: tableArn(name),
        range_key: "",
        read_capacity: 0,
        write_capacity: 0,
        stream_arn: "",
        stream_label: "",
        stream_view_type: "",
        region: REGION,
      };
    },
    async read(state) {
      return (await tableStatus(dynamodb, requiredText(state, "name"))) === undefined ? null : state;
    },
    async update(prior, planned) {
      if (
        JSON.stringify(prior["global_secondary_index"]) !== JSON.stringify(planned["global_secondary_index"])
      ) {
        throw new Error(
          "the local cloud cannot change the indexes of a table that exists; replace the table (terraform apply -replace=...)",
        );
      }
      setTimeToLive(dynamodb, planned);
      return tagsAll(planned);
    },
    async delete(state) {
      if (flag(state, "deletion_protection_enabled")) {
        throw new Error(
          "ValidationException: Resource cannot be deleted as it is currently protected against deletion.",
        );
      }
      const name = requiredText(state, "name");
      dynamodb.setTimeToLive(name, undefined);
      if ((await tableStatus(dynamodb, name)) !== undefined) await deleteTable(dynamodb, name);
      owned.delete(name);
    },
    async restore(state) {
      owned.add(requiredText(state, "name"));
      setTimeToLive(dynamodb, state);
    },
  };
}

function setTimeToLive(dynamodb: DynamoDb, attributes: Attributes): void {
  const ttl = block(attributes, "ttl");
  const attribute = ttl && text(ttl, "attribute_name");
  dynamodb.setTimeToLive(
    requiredText(attributes, "name"),
    ttl && attribute !== undefined ? { attribute, enabled: flag(ttl, "enabled") ?? false } : undefined,
  );
}

// The provider refuses a definition that no key uses, and a key without a definition.
function indexedAttributes(config: Attributes): Complaint[] {
  const holders = [
    config,
    ...blocks(config, "global_secondary_index"),
    ...blocks(config, "local_secondary_index"),
  ];
  const keys = new Set(
    holders
      .flatMap((holder) => [text(holder, "hash_key"), text(holder, "range_key")])
      .filter((key) => key !== undefined),
  );
  const defined = new Set(blocks(config, "attribute").map((attribute) => text(attribute, "name")));
  const complaint = (detail: string): Complaint => ({
    summary: "invalid attribute",
    detail,
    path: ["attribute"],
  });
  return [
    ...[...defined]
      .filter((name) => name !== undefined && !keys.has(name))
      .map((name) => complaint(`all attributes must be indexed. Unused attributes: ${name}`)),
    ...[...keys]
      .filter((key) => !defined.has(key))
      .map((key) => complaint(`the key ${key} has no attribute block`)),
  ];
}

function tableInput(planned: Attributes): object {
  const provisioned = text(planned, "billing_mode") === "PROVISIONED";
  const globals = blocks(planned, "global_secondary_index").map((index) => ({
    ...indexInput(index),
    ...(provisioned && throughput(index)),
  }));
  const locals = blocks(planned, "local_secondary_index").map((index) =>
    indexInput({ ...index, hash_key: planned["hash_key"] ?? null }),
  );
  return {
    TableName: requiredText(planned, "name"),
    BillingMode: provisioned ? "PROVISIONED" : "PAY_PER_REQUEST",
    AttributeDefinitions: blocks(planned, "attribute").map((one) => ({
      AttributeName: requiredText(one, "name"),
      AttributeType: requiredText(one, "type"),
    })),
    KeySchema: keySchema(planned),
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals }),
    ...(provisioned && throughput(planned)),
  };
}

function indexInput(index: Attributes): object {
  const nonKeys = texts(index, "non_key_attributes");
  return {
    IndexName: requiredText(index, "name"),
    KeySchema: keySchema(index),
    Projection: {
      ProjectionType: requiredText(index, "projection_type"),
      ...(nonKeys.length > 0 && { NonKeyAttributes: nonKeys }),
    },
  };
}

function keySchema(holder: Attributes): object[] {
  const range = text(holder, "range_key");
  return [
    { AttributeName: requiredText(holder, "hash_key"), KeyType: "HASH" },
    ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" }]),
  ];
}

function throughput(holder: Attributes): object {
  return {
    ProvisionedThroughput: {
      ReadCapacityUnits: number(holder, "read_capacity") ?? 1,
      WriteCapacityUnits: number(holder, "write_capacity") ?? 1,
    },
  };
}
