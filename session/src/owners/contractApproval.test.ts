import {
  createClient,
  custom,
  encodeAbiParameters,
  type Hex,
  HttpRequestError,
  hashTypedData,
  numberToHex,
  RpcRequestError,
} from "viem";
import { expect, test } from "vitest";
import { OwnerDeclinedError, SessionError } from "../errors/errors.ts";
import { type ApprovalProgress, isContractCode, waitForApproval } from "./contractApproval.ts";
import { hashSafeMessage, readSafeSigners } from "./contractOwner.ts";
import type { OwnerTypedData } from "./owner.ts";

const address = numberToHex(0xabc, { size: 20 });
const typedData: OwnerTypedData = {
  domain: { name: "World", version: "2", chainId: 1, verifyingContract: numberToHex(1, { size: 20 }) },
  types: { Thing: [{ name: "count", type: "uint256" }] },
  ...{ primaryType: "Thing", message: { count: 1n } },
};
const YES = encodeAbiParameters([{ type: "bytes4" }], ["0x1626ba7e"]);
const digest = hashTypedData(typedData).slice(2);

/** A chain with one contract, that accepts these signatures of the digest; `0x` is an approval on chain. */
function chainThatAccepts(accepted: Set<Hex>, more: { isDown?: () => boolean } = {}) {
  const request = async ({ params }: { method: string; params?: unknown }) => {
    if (more.isDown?.()) throw new HttpRequestError({ url: "http://localhost", details: "no connection" });
    const [{ data }] = params as [{ data: Hex }];
    const size = Number.parseInt(data.slice(10 + 128, 10 + 192), 16);
    const signature: Hex = `0x${data.slice(10 + 192, 10 + 192 + 2 * size)}`;
    if (data.slice(10, 74) === digest && accepted.has(signature)) return YES;
    throw new RpcRequestError({ body: {}, url: "", error: { code: 3, message: "execution reverted", data: "0x" } });
  };
  return createClient({ transport: custom({ request }, { retryCount: 0 }) });
}

const pollMs = 5;
const never = () => new Promise<never>(() => undefined);

test("what the wallet joined counts if the contract accepts it", async () => {
  const client = chainThatAccepts(new Set<Hex>(["0x1234"]));
  expect(await waitForApproval({ client, address, typedData, pollMs, sign: async () => "0x1234" })).toBe("0x1234");
});

test("what the wallet joined is kept while the chain does not answer", async () => {
  let isDown = true;
  const client = chainThatAccepts(new Set<Hex>(["0x1234"]), { isDown: () => isDown });
  const progress: ApprovalProgress["wallet"][] = [];
  const sign = async (): Promise<Hex> => {
    setTimeout(() => {
      isDown = false;
    }, pollMs * 4);
    return "0x1234";
  };
  const onProgress = ({ wallet }: ApprovalProgress) => void progress.push(wallet);
  expect(await waitForApproval({ client, address, typedData, pollMs, onProgress, sign })).toBe("0x1234");
  expect(progress).toEqual(["asked"]);
});

test("an approval on chain counts, whatever the wallet does, and also while the chain was down", async () => {
  const accepted = new Set<Hex>();
  const answers = [false, false];
  const client = chainThatAccepts(accepted, { isDown: () => answers.pop() === false });
  const progress: ApprovalProgress[] = [];
  const onProgress = (now: ApprovalProgress) => void progress.push(now);
  const waiting = waitForApproval({ client, address, typedData, pollMs, onProgress, sign: async () => "0x99" });
  await expect.poll(() => progress.at(-1)).toEqual({ wallet: "tooFew" });
  accepted.add("0x");
  expect(await waiting).toBe("0x");
  const broken = async () => {
    throw new SessionError("The wallet cannot sign this.");
  };
  expect(await waitForApproval({ client, address, typedData, pollMs, onProgress, sign: broken })).toBe("0x");
  expect(progress).toContainEqual({ wallet: "failed", reason: "The wallet cannot sign this." });
  expect(await waitForApproval({ client, address, typedData, pollMs, sign: never })).toBe("0x");
});

test("a no of the wallet ends it, and so does whoever asked", async () => {
  const client = chainThatAccepts(new Set());
  const decline = async () => {
    throw new OwnerDeclinedError("No.");
  };
  await expect(waitForApproval({ client, address, typedData, pollMs, sign: decline })).rejects.toThrow("No.");
  const leaving = new AbortController();
  const waiting = waitForApproval({ client, address, typedData, pollMs, sign: never, signal: leaving.signal });
  leaving.abort();
  await expect(waiting).rejects.toMatchObject({ name: "CancelledError" });
});

test("an address with delegated code is no contract: its key signs", () => {
  expect(["0x6080", `0xef0100${address.slice(2)}`, "0x", undefined].map((code) => isContractCode(code as Hex))).toEqual(
    [true, false, false, false],
  );
});

test("only what answers like a Safe is shown as one", async () => {
  const answering = (threshold: bigint, count: number) => {
    const owners = Array.from({ length: count }, (_, index) => numberToHex(index + 1, { size: 20 }));
    const request = async ({ params }: { method: string; params?: unknown }) => {
      const [{ data }] = params as [{ data: Hex }];
      // getThreshold()
      if (data === "0xe75235b8") return encodeAbiParameters([{ type: "uint256" }], [threshold]);
      return encodeAbiParameters([{ type: "address[]" }], [owners]);
    };
    return createClient({ transport: custom({ request }, { retryCount: 0 }) });
  };
  expect(await readSafeSigners(answering(2n, 3), address)).toMatchObject({ threshold: 2 });
  for (const [threshold, count] of [
    [0n, 3],
    [4n, 3],
    [1n, 0],
    [2n ** 255n, 3],
  ] as const) {
    expect(await readSafeSigners(answering(threshold, count), address)).toBeUndefined();
  }
  expect(await readSafeSigners(chainThatAccepts(new Set()), address)).toBeUndefined();
});

test("a Safe's message depends on chain, Safe and contents", () => {
  const changed = { ...typedData, message: { count: 2n } };
  const hashes = [
    hashSafeMessage(1, address, typedData),
    hashSafeMessage(2, address, typedData),
    hashSafeMessage(1, numberToHex(1, { size: 20 }), typedData),
    hashSafeMessage(1, address, changed),
  ];
  expect(new Set(hashes).size).toBe(4);
});
