export { dynamodbHotStore } from "./dynamodb-hot-store.ts";
export type { DynamodbHotStoreOptions } from "./dynamodb-hot-store.ts";
export { sqsNextHop } from "./sqs-next-hop.ts";
export type { SqsNextHopOptions } from "./sqs-next-hop.ts";
