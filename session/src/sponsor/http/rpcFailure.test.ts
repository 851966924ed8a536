import { expect, test, vi } from "vitest";
import { partDown, RpcFailure, toFailure } from "./rpcFailure.ts";

test("a failure is recognised, also from another copy of its module", async () => {
  const own = new RpcFailure("no", { code: -32602 });
  expect(toFailure(own)).toBe(own);
  vi.resetModules();
  const { partDown: otherDown, RpcFailure: Other } = await import("./rpcFailure.ts");
  expect(Other).not.toBe(RpcFailure);
  const other = otherDown("rpc", new Error("gone"));
  expect(other).not.toBeInstanceOf(RpcFailure);
  expect(toFailure(other)).toBe(other);
});

test("any other error shows nothing except to the log", () => {
  const broken = new Error("password=secret");
  for (const error of [broken, "secret", undefined, Object.assign(new Error("secret"), { code: "ECONNREFUSED" })]) {
    const failure = toFailure(error);
    expect(failure).toMatchObject({ code: -32603, httpStatus: 500, cause: error });
    expect(JSON.stringify({ ...failure, cause: undefined, message: failure.message })).not.toContain("secret");
  }
  expect(partDown("rpc", broken).message).not.toContain("secret");
});
