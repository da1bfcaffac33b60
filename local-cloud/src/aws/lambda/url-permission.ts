/** A statement of a function's resource policy, as far as function URLs care. */
export interface UrlPermission {
  readonly action: string;
  readonly principal: string;
  readonly functionUrlAuthType: string | undefined;
  readonly invokedViaFunctionUrl: boolean;
}

/**
 * Whether anyone may call the function by its URL: URLs made since October 2025 need both statements
 * (https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html).
 */
export function isPublic(permissions: Iterable<UrlPermission>): boolean {
  const forAll = [...permissions].filter(({ principal }) => principal === "*");
  const url = forAll.some(
    ({ action, functionUrlAuthType }) =>
      covers(action, "lambda:InvokeFunctionUrl") && functionUrlAuthType === "NONE",
  );
  const invoke = forAll.some(
    ({ action, invokedViaFunctionUrl }) => covers(action, "lambda:InvokeFunction") && invokedViaFunctionUrl,
  );
  return url && invoke;
}

function covers(action: string, wanted: string): boolean {
  return action === wanted || action === "lambda:*";
}
