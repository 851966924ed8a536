import {
  concat,
  createClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  http,
  numberToHex,
} from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { describe, expect, test } from "vitest";
import { exampleModule } from "../../test/example.ts";
import { createFakeSession } from "../../test/fakeWorld.ts";
import { sessionValidatorAbi } from "../abis/abis.ts";
import { UnavailableError } from "../errors/errors.ts";
import { sessionIdOf } from "../grant/grant.ts";
import { FIRST_EPOCH, isEpochPassed, numberOfEpoch, readLaneStart, readSession } from "./readChain.ts";

const epoch = (number: number, secret = "ab") => concat([numberToHex(number, { size: 4 }), `0x${secret.repeat(28)}`]);
const { signed } = await createFakeSession({ epoch: epoch(1) });
const { grant } = signed;
const { maxActions, maxSpend, maxGasWei } = grant;
const abi = [...sessionValidatorAbi, ...entryPoint08Abi] as const;
const unused = { isLive: false, isEnded: false, note: 0, validUntil: 0, actionsLeft: 0, spendLeft: 0n, gasLeftWei: 0n };
const live = { ...unused, isLive: true, validUntil: grant.validUntil, actionsLeft: 7, spendLeft: 3n, gasLeftWei: 1n };

/** A node with one session, which answers nothing else. */
function createNode(session: typeof unused, current: Hex = grant.epoch, code: Hex = "0x") {
  const request = async ({ method, params }: { method: string; params: [{ data: Hex }] }) => {
    if (method === "eth_getCode") return code;
    const { functionName, args } = decodeFunctionData({ abi, data: params[0].data });
    if (functionName === "epochOf") return encodeFunctionResult({ abi, functionName, result: current });
    if (functionName === "getNonce") return encodeFunctionResult({ abi, functionName, result: 5n });
    expect([functionName, args]).toEqual(["sessionOf", [expect.anything(), sessionIdOf(exampleModule, grant)]]);
    return encodeFunctionResult({ abi, functionName: "sessionOf", result: session });
  };
  return createClient({ transport: custom({ request } as never) });
}

const read = (...node: Parameters<typeof createNode>) => readSession(createNode(...node), exampleModule, grant);

describe("a session", () => {
  test("that nobody enabled has the limits of its grant", async () => {
    expect(await read(unused)).toEqual({
      ...{ status: "none", isEpochPassed: false, isVoucherShown: false, isDenied: false },
      ...{ actionsLeft: maxActions, spendLeft: maxSpend, gasLeftWei: maxGasWei },
    });
  });

  test("that is enabled has what is left, and says whether its voucher was shown", async () => {
    const left = { actionsLeft: 7, spendLeft: 3n, gasLeftWei: 1n };
    expect(await read(live)).toEqual({
      status: "enabled",
      isEpochPassed: false,
      isVoucherShown: false,
      isDenied: false,
      ...left,
    });
    expect(await read({ ...live, note: 1 })).toMatchObject({ isVoucherShown: true, isDenied: false });
    expect(await read({ ...live, note: 2 ** 24 - 1 })).toMatchObject({ isVoucherShown: true, isDenied: true });
  });

  test.each([
    ["that was ended", { ...live, isLive: false, isEnded: true }],
    ["that was ended before it began", { ...unused, isEnded: true }],
  ])("%s is revoked", async (_, session) => {
    expect(await read(session)).toMatchObject({ status: "revoked" });
  });

  test("from before all were ended is recognised by its epoch", async () => {
    expect(await read({ ...live, isLive: false }, epoch(2))).toMatchObject({ status: "enabled", isEpochPassed: true });
    expect(await read(unused, epoch(0))).toMatchObject({ isEpochPassed: false });
  });
});

test.each([undefined, "0xef"] as const)(
  "a lane reads nonce, account and session in one request at the start, code: %s",
  async (code) => {
    const start = await readLaneStart(createNode(live, grant.epoch, code ?? "0x"), exampleModule, grant);
    expect(start).toMatchObject({ nonce: 5n, isDeployed: code !== undefined, session: { status: "enabled" } });
  },
);

test("a node that is down is named as unavailable", async () => {
  const gone = createClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
  const reading = readSession(gone, exampleModule, grant);
  await expect(reading).rejects.toMatchObject({ part: "rpc", constructor: UnavailableError });
});

test("an epoch is passed by the next one and by another with its number, not by the previous one", () => {
  expect(numberOfEpoch(FIRST_EPOCH)).toBe(0);
  expect(numberOfEpoch(epoch(7))).toBe(7);
  const passed = (granted: Hex, current: Hex) => isEpochPassed(granted, current);
  expect(passed(epoch(1), epoch(2))).toBe(true);
  expect(passed(epoch(1), epoch(1, "cd"))).toBe(true);
  expect(passed(epoch(1), epoch(1, "AB"))).toBe(false);
  expect(passed(epoch(2), epoch(1))).toBe(false);
  expect(passed(FIRST_EPOCH, FIRST_EPOCH)).toBe(false);
});
