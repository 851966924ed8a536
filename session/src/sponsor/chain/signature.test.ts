import {
  createPublicClient,
  custom,
  decodeFunctionData,
  type Hex,
  HttpRequestError,
  numberToHex,
  pad,
  parseAbi,
  RpcRequestError,
  slice,
} from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { DIGEST, OWNER, signatureRows } from "../../../test/vectors/signatureRows.ts";
import { createP256KeyPair, readSignerBytes, signDigest } from "../../keys/p256.ts";
import { canonicalizeSignature } from "../../owners/ownerSignature.ts";
import { isSignedBy, isSignedByKey } from "./signature.ts";

const asked: string[] = [];
const chain = createPublicClient({
  transport: custom({
    request: async ({ method }: { method: string }) => {
      asked.push(method);
      return "0x";
    },
  }),
});
const world = { chain, p256Verifier: numberToHex(5, { size: 20 }), webAuthnVerifier: numberToHex(6, { size: 20 }) };
const digest = numberToHex(0xd19e57, { size: 32 });

/** What anvil answers for code that runs into an end: no gas, 0xfe, an unknown opcode, a jump to nowhere, an empty or full stack, too much memory. */
const HALTS = [
  "OutOfGas",
  "InvalidFEOpcode",
  "OpcodeNotFound",
  "InvalidJump",
  "StackUnderflow",
  "StackOverflow",
  "MemoryLimitOOG",
].map((what) => `EVM error ${what}`);

describe("a P-256 owner", () => {
  test("signs with WebCrypto and is recognised without asking the chain", async () => {
    const pair = await createP256KeyPair();
    const signer = await readSignerBytes(world.p256Verifier, pair.publicKey);
    const signature = await signDigest(pair.privateKey, digest);
    asked.length = 0;
    expect(await isSignedBy(world, signer, digest, signature)).toBe(true);
    expect(asked).toEqual([]);
    expect(await isSignedBy(world, signer, numberToHex(1, { size: 32 }), signature)).toBe(false);

    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const high = numberToHex(order - BigInt(slice(signature, 32)), { size: 32 });
    expect(await isSignedBy(world, signer, digest, `${slice(signature, 0, 32)}${high.slice(2)}`)).toBe(false);
  });

  test.each(["0x", `0x${"00".repeat(64)}`, `0x${"ff".repeat(64)}`] as const)("is not made by %s", async (signature) => {
    const notOnCurve = `${world.p256Verifier}${"11".repeat(64)}` as const;
    expect(await isSignedBy(world, notOnCurve, digest, signature)).toBe(false);
  });
});

describe("a wallet owner", () => {
  test("is recognised by its signature, and nobody else is", async () => {
    const wallet = privateKeyToAccount(generatePrivateKey());
    const signature = await wallet.sign({ hash: digest });
    expect(await isSignedBy(world, wallet.address, digest, signature)).toBe(true);
    expect(await isSignedBy(world, numberToHex(9, { size: 20 }), digest, signature)).toBe(false);
    expect(await isSignedBy(world, wallet.address, digest, "0x")).toBe(false);
  });
});

/** A contract that checks signatures like contracts/test/support/ContractOwner.sol, with the key of {@link OWNER}. */
const wallet = numberToHex(0xc0, { size: 20 });
const walletAbi = parseAbi(["function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)"]);
const rows = await signatureRows();

function worldWhoseWallet(answer: (signature: Hex) => Hex) {
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const [{ to, data }] = params as [{ to?: Hex; data: Hex }];
    if (method === "eth_getCode") return "0x60";
    if (method !== "eth_call" || to !== wallet) throw new Error(`${method} is not expected`);
    return answer(decodeFunctionData({ abi: walletAbi, data }).args[1]);
  };
  return { ...world, chain: createPublicClient({ transport: custom({ request }, { retryCount: 0 }) }) };
}

describe("no check here is laxer than the chain's", () => {
  test.each(rows)("$what, of a key", async ({ signature, key }) => {
    expect(await isSignedBy(world, OWNER, DIGEST, signature)).toBe(key);
    expect(await isSignedByKey(world, OWNER, DIGEST, signature)).toBe(key);
  });

  test.each(rows)("$what, of a contract", async ({ signature, contract, canonical }) => {
    const judging = worldWhoseWallet((given) =>
      given === canonical && canonicalizeSignature(given) === given
        ? pad("0x1626ba7e", { size: 32, dir: "right" })
        : `0x${"ff".repeat(4)}${"00".repeat(28)}`,
    );
    expect(await isSignedBy(judging, wallet, DIGEST, signature)).toBe(contract);
    expect(await isSignedByKey(judging, wallet, DIGEST, signature)).toBe(false);
  });

  test.each<[string, Hex]>([
    ["nothing", "0x"],
    ["four bytes", "0x1626ba7e"],
    ["a word with other bits set", `0x1626ba7e${"11".repeat(28)}`],
    ["the right bytes in the wrong half", pad("0x1626ba7e", { size: 32 })],
  ])("a contract that answers %s has not said yes, and the chain does not count as down", async (_, answer) => {
    expect(
      await isSignedBy(
        worldWhoseWallet(() => answer),
        wallet,
        DIGEST,
        "0x12",
      ),
    ).toBe(false);
  });

  test("a contract that reverts has not said yes; a chain that does not answer is an outage", async () => {
    const reverting = worldWhoseWallet(() => {
      const error = { code: 3, message: "execution reverted", data: "0x" };
      throw new RpcRequestError({ body: {}, error, url: "" });
    });
    expect(await isSignedBy(reverting, wallet, DIGEST, "0x12")).toBe(false);
    const silent = worldWhoseWallet(() => {
      throw new HttpRequestError({ url: "" });
    });
    await expect(isSignedBy(silent, wallet, DIGEST, "0x12")).rejects.toThrow();
  });
});

describe("an owner that is a contract", () => {
  const owner = numberToHex(10, { size: 20 });
  /** A chain that has code at every address, with this answer. */
  const standing = (answer: () => unknown) => {
    const calls: { gas?: string }[] = [];
    const request = async ({ method, params }: { method: string; params?: [{ gas?: string }] }) => {
      if (method !== "eth_call") return "0x6001";
      calls.push(params?.[0] ?? {});
      return answer();
    };
    return {
      calls,
      world: { ...world, chain: createPublicClient({ transport: custom({ request }, { retryCount: 0 }) }) },
    };
  };
  const fail = (code: number, message: string) => () => {
    throw new RpcRequestError({ body: {}, error: { code, message }, url: "" });
  };

  test("is asked with a gas limit, and believed if it says yes", async () => {
    const yes = standing(() => `0x1626ba7e${"00".repeat(28)}`);
    expect(await isSignedBy(yes.world, owner, digest, "0x12")).toBe(true);
    expect(yes.calls[0]?.gas).toBe("0x1e8480");
    expect(await isSignedBy(standing(() => "0x").world, owner, digest, "0x12")).toBe(false);
    expect(await isSignedBy(standing(() => `0xffffffff${"00".repeat(28)}`).world, owner, digest, "0x12")).toBe(false);
  });

  test("that reverts the question, or never ends, or halts, has not signed, and the chain does not count as down", async () => {
    for (const answer of [fail(3, "execution reverted"), ...HALTS.map((words) => fail(-32603, words))]) {
      expect(await isSignedBy(standing(answer).world, owner, digest, "0x12")).toBe(false);
    }
    await expect(isSignedBy(standing(fail(-32603, "no disk")).world, owner, digest, "0x12")).rejects.toThrow("no disk");
  });
});

test("an unknown verifier is never asked", async () => {
  asked.length = 0;
  expect(await isSignedBy(world, `0x${"99".repeat(84)}`, digest, "0x")).toBe(false);
  expect(await isSignedBy(world, "0x1234", digest, "0x")).toBe(false);
  expect(asked).toEqual([]);
});
