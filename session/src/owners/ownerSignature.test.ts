import { readFileSync } from "node:fs";
import { concat, type Hex } from "viem";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { grantVectors } from "../../test/vectors/files.ts";
import { DIGEST, OWNER, signatureRows } from "../../test/vectors/signatureRows.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { canonicalizeSignature, isCanonicalSignature, toOwnerSignature } from "./ownerSignature.ts";

const rows = await signatureRows();

test.each(Object.entries(grantVectors()))("the contracts replay what the script computes: %s", async (file, render) => {
  expect(readFileSync(fromRoot(file), "utf8")).toBe(await render());
});

describe("a wallet's signature", () => {
  test.each(rows)(
    "$what: the one form that the chain accepts, or an explanation before anything is granted",
    async (row) => {
      const brought = toOwnerSignature({ address: OWNER }, DIGEST, row.signature);
      if (row.canonical === "0x") await expect(brought).rejects.toBeInstanceOf(InvalidInputError);
      else expect(await brought).toBe(row.canonical);
    },
  );

  test.each(rows)("$what: it has that form only if the chain accepts it", ({ signature, key, canonical }) => {
    const isTaken = isCanonicalSignature(signature) && canonicalizeSignature(signature) === canonical;
    expect(isTaken).toBe(key);
  });

  test("in capital letters is the same", async () => {
    const upper = `0x${(rows[0]?.signature ?? "").slice(2).toUpperCase()}` as const;
    expect((await toOwnerSignature({ address: OWNER }, DIGEST, upper)).toLowerCase()).toBe(rows[0]?.canonical);
  });

  test("that is not hex is refused with an explanation", async () => {
    const nothing = undefined as unknown as Hex;
    await expect(toOwnerSignature({ address: OWNER }, DIGEST, nothing)).rejects.toThrow(
      "The wallet did not return a signature.",
    );
  });
});

describe("a contract wallet's signature", () => {
  const contract = { address: OWNER, isContract: async () => true };

  test("is left unchanged: only the contract can read it", async () => {
    expect(await toOwnerSignature(contract, DIGEST, "0x1234")).toBe("0x1234");
  });

  test("is refused while the contract is not deployed, with what to do", async () => {
    const wrapped = concat(["0x1234", `0x${"6492".repeat(16)}`]);
    await expect(toOwnerSignature(contract, DIGEST, wrapped)).rejects.toThrow(
      "This wallet's contract is not on this chain yet",
    );
  });

  test("is not accepted from an address that is not a contract", async () => {
    const key = { address: OWNER, isContract: async () => false };
    await expect(toOwnerSignature(key, DIGEST, "0x1234")).rejects.toBeInstanceOf(InvalidInputError);
  });
});
