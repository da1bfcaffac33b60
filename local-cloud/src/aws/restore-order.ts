const isOfDevices = (type: string): boolean => type.startsWith("aws_iot_") && type !== "aws_iot_topic_rule";

/**
 * Recorded resources in the order in which they come back: those that let a device in are last, because a message that
 * matches no rule is acknowledged and gone.
 */
export function inRestoreOrder<Recorded extends { readonly type: string }>(
  recorded: readonly Recorded[],
): Recorded[] {
  return [
    ...recorded.filter(({ type }) => !isOfDevices(type)),
    ...recorded.filter(({ type }) => isOfDevices(type)),
  ];
}
