import { expect, test } from "vitest";
import { isPublic } from "./url-permission.ts";

const url = {
  action: "lambda:InvokeFunctionUrl",
  principal: "*",
  functionUrlAuthType: "NONE",
  invokedViaFunctionUrl: false,
};
const invoke = {
  action: "lambda:InvokeFunction",
  principal: "*",
  functionUrlAuthType: undefined,
  invokedViaFunctionUrl: true,
};

test("a URL is public only with both statements, for everybody", () => {
  expect(isPublic([url, invoke])).toBe(true);
  expect(isPublic([])).toBe(false);
  expect(isPublic([url])).toBe(false);
  expect(isPublic([invoke])).toBe(false);
  expect(isPublic([{ ...url, functionUrlAuthType: "AWS_IAM" }, invoke])).toBe(false);
  expect(isPublic([url, { ...invoke, invokedViaFunctionUrl: false }])).toBe(false);
  expect(isPublic([url, { ...invoke, principal: "000000000000" }])).toBe(false);
});
