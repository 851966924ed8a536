import { readFileSync } from "node:fs";
import { concat, type Hex } from "viem";
import { describe, expect, test } from "vitest";
import { DIGEST, OWNER, signatureRows } from "@/scripts/grants/signatureRows";
import { grantVectors } from "@/scripts/grants/vectorFiles";
import { InvalidInputError } from "./errors";
import { canonicalizeSignature, isCanonicalSignature, toOwnerSignature } from "./ownerSignature";

const rows = await signatureRows();

test.each(Object.entries(grantVectors))("the contracts replay what the script computes: %s", async (file, render) => {
  expect(readFileSync(file, "utf8")).toBe(await render());
});

describe("a wallet's signature", () => {
  test.each(rows)("$what: the one form that the chain takes, or a word before anything is granted", async (row) => {
    const brought = toOwnerSignature({ address: OWNER }, DIGEST, row.signature);
    if (row.canonical === "0x") await expect(brought).rejects.toBeInstanceOf(InvalidInputError);
    else expect(await brought).toBe(row.canonical);
  });

  test.each(rows)("$what: it is in that form only where the chain takes it", ({ signature, key, canonical }) => {
    const isTaken = isCanonicalSignature(signature) && canonicalizeSignature(signature) === canonical;
    expect(isTaken).toBe(key);
  });

  test("in capital letters is the same", async () => {
    const upper = `0x${(rows[0]?.signature ?? "").slice(2).toUpperCase()}` as const;
    expect((await toOwnerSignature({ address: OWNER }, DIGEST, upper)).toLowerCase()).toBe(rows[0]?.canonical);
  });

  test("that is no hex at all is refused in words", async () => {
    const nothing = undefined as unknown as Hex;
    await expect(toOwnerSignature({ address: OWNER }, DIGEST, nothing)).rejects.toThrow(
      "The wallet gave no signature.",
    );
  });
});

describe("a contract wallet's signature", () => {
  const contract = { address: OWNER, isContract: async () => true };

  test("is left as it is: only the contract can read it", async () => {
    expect(await toOwnerSignature(contract, DIGEST, "0x1234")).toBe("0x1234");
  });

  test("is refused while the contract is not deployed, with what to do", async () => {
    const wrapped = concat(["0x1234", `0x${"6492".repeat(16)}`]);
    await expect(toOwnerSignature(contract, DIGEST, wrapped)).rejects.toThrow(
      "This wallet's contract is not on this chain yet",
    );
  });

  test("is not taken from an address that is none", async () => {
    const key = { address: OWNER, isContract: async () => false };
    await expect(toOwnerSignature(key, DIGEST, "0x1234")).rejects.toBeInstanceOf(InvalidInputError);
  });
});
