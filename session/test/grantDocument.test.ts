import { readFileSync } from "node:fs";
import { type AbiParameter, keccak256, stringToHex, toFunctionSelector } from "viem";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { grantReaderAbi, sessionPaymasterAbi, sessionValidatorAbi } from "../src/abis/index.ts";
import { readQuestions } from "../vectors/run.mjs";

const read = (file: string) => readFileSync(fromRoot(file), "utf8");
const text = read("docs/grant.md");
const types = new Map([...text.matchAll(/^([A-Z]\w+)(\(.*\))$/gm)].map(([whole, name = ""]) => [name, whole]));
for (const [, whole, name = ""] of text.matchAll(/`(([A-Z]\w+)\((?:address|string)[^`]*\))`/g)) {
  if (/^(?:Revoke|RevokeAll)$/.test(name)) types.set(name, whole ?? "");
}

/** As in EIP-712: the type, then the types it references, in the order of their names. */
function encodeType(primary: string): string {
  const found = new Set<string>();
  const visit = (name: string) => {
    for (const [, other = ""] of (types.get(name) ?? "").matchAll(/[(,]([A-Z]\w+)(?:\[\])? /g)) {
      if (!found.has(other)) visit(other);
      found.add(other);
    }
  };
  visit(primary);
  return [primary, ...[...found].sort()].map((name) => types.get(name)).join("");
}

describe("docs/grant.md", () => {
  const hashes = [...text.matchAll(/^\| `(\w+)` \| `(0x[0-9a-f]{64})` \|$/gm)];

  test("names the hash of each of its types", () => {
    expect(hashes.map(([, name]) => name)).toEqual([
      ...["Grant", "Permission", "Limit", "Condition", "Policy"],
      ...["Revoke", "RevokeAll", "Voucher", "OperationVoucher"],
    ]);
    for (const [, name = "", hash] of hashes) expect(keccak256(stringToHex(encodeType(name))), name).toBe(hash);
  });

  test("its types are those that wallets show", () => {
    const wanted: Record<string, Field[]> = JSON.parse(read("session/vectors/grants.json")).types;
    for (const [name, fields] of Object.entries(wanted)) {
      expect(types.get(name)).toBe(`${name}(${fields.map((field) => `${field.type} ${field.name}`).join(",")})`);
    }
  });

  test("lists exactly the errors that grants, operations and vouchers can cause", () => {
    const told = [...text.matchAll(/^\| `([A-Z]\w+\([^`]*\))` \| /gm)].map(([, error]) => error);
    const all = [...grantReaderAbi, ...sessionValidatorAbi, ...sessionPaymasterAbi].filter(
      (item) => item.type === "error",
    );
    // Errors of OpenZeppelin's constructors, and of the paymaster's roles (docs/roles.md).
    const others =
      /^(?:InvalidShortString|StringTooLong|Ownable|AddressZero|CallerNotWatcher|DenialOfOwner|OwnerRequired|Paymaster(?!Data))/;
    const wanted = all
      .filter(({ name }) => !others.test(name))
      .map(({ name, inputs }) => `${name}(${inputs.map(named).join(", ")})`);
    expect(told.toSorted()).toEqual([...new Set(wanted)].toSorted());
  });

  test("shows the bytes of the vectors", () => {
    const { grants } = JSON.parse(read("session/vectors/grants.json"));
    const row = (name: string) => grants.find((each: { name: string }) => each.name === name);
    const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
    const pictures = blocks.filter((block) => /^[0-9a-f ]+#/.test(block) || block.startsWith("01 01\n")).map(bytesOf);
    const [play, tip] = [row("nobody pays but the account"), row("native value: per call and in all")];
    expect(pictures).toEqual([play.packed, play.rules, tip.rules]);
  });

  test("names the selectors of the account's functions for calls", () => {
    for (const call of ["runTogether()", "execute(bytes32,bytes)"]) {
      expect(text).toContain(`\`${toFunctionSelector(`function ${call}`).slice(2)}\``);
    }
  });

  test("lists each question of the runner", () => {
    for (const ask of new Set(readQuestions().map((question) => question.ask))) {
      expect(text).toMatch(new RegExp(`^\\|(?: \`\\w+\`,)? \`${ask}\`[, ]`, "m"));
    }
  });
});

type Field = { name: string; type: string };

const named = ({ type, name }: AbiParameter) => `${type} ${name}`;

/** The bytes of a picture, without the comments beside them. */
const bytesOf = (picture: string) => `0x${picture.replace(/#.*$/gm, "").replace(/\s/g, "")}`;
