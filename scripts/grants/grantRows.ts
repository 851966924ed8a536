import {
  type Address,
  concat,
  encodeAbiParameters,
  getAbiItem,
  type Hex,
  keccak256,
  numberToHex,
  stringToHex,
} from "viem";
import { entryPoint08Address } from "viem/account-abstraction";

import { sessionValidatorAbi } from "@/session/generated/abis";
import { type Grant, type Permission, toNonceKey } from "@/session/grant";

/** Stand for what differs in every test of the contracts: its account and its module. */
export const ACCOUNT: Address = `0x${"aa".repeat(20)}`;
export const VALIDATOR: Address = `0x${"bb".repeat(20)}`;
const TARGET: Address = `0x${"cc".repeat(20)}`;
const OTHER_TARGET: Address = `0x${"dd".repeat(20)}`;
const NOW = 1_800_000_000;

/** `kit`: whether the kit lets it be signed; never where `chain`, the contract, does not enable it. */
export type GrantRow = { what: string; grant: Grant; chain: boolean; kit: boolean };

const permission: Permission = {
  ...{ target: TARGET, functionSignature: "play(uint256)", maxValue: 0n, spendArgument: 0, bounds: [] },
};
const many = (count: number): Permission[] =>
  Array.from({ length: count }, (_, index) => ({ ...permission, functionSignature: `f${index}()` }));
const bounded = (text: string, min: bigint, max: bigint, argument = 1): { permissions: Permission[] } => ({
  permissions: [{ ...permission, functionSignature: text, bounds: [{ argument, min, max }] }],
});
const spends = (text: string, spendArgument: number): { permissions: Permission[] } => ({
  permissions: [{ ...permission, functionSignature: text, spendArgument }],
});
const named = (functionSignature: string) => ({ permissions: [{ ...permission, functionSignature }] });
const aimed = (target: Address) => ({ permissions: [{ ...permission, target }] });
const key = (bytes: number): Hex => `0x${"11".repeat(bytes)}`;

/** Grants that differ from a plain one in one thing each. Those with a `!` are refused by the chain. */
const changes: Readonly<Record<string, Partial<Grant>>> = {
  "a plain grant": {},
  "the largest caps": { maxActions: 65_535, maxGasWei: 2n ** 72n - 1n, maxSpend: 2n ** 96n - 1n },
  "! maxActions above 65,535": { maxActions: 65_536 },
  "! maxActions at the end of its field": { maxActions: 2 ** 32 - 1 },
  "! maxGasWei above 72 bits": { maxGasWei: 2n ** 72n },
  "! maxGasWei at the end of its field": { maxGasWei: 2n ** 96n - 1n },
  "an hour": { validUntil: NOW + 3600 },
  "one second": { validUntil: NOW + 1 },
  "! more than an hour": { validUntil: NOW + 3601 },
  "! no second": { validUntil: NOW },
  "! a window that ends before it begins": { validUntil: NOW - 1 },
  "! for ever": { validUntil: 0 },
  "the last window of 32 bits": { validAfter: 2 ** 32 - 1 - 3600, validUntil: 2 ** 32 - 1 },
  "! a window past 32 bits": { validAfter: 2 ** 32 - 1, validUntil: 2 ** 32 },
  "an address as session key": { sessionKey: key(20) },
  "the longest session key": { sessionKey: key(255) },
  "! a session key too long": { sessionKey: key(256) },
  "! a session key of 19 bytes": { sessionKey: key(19) },
  "! no session key": { sessionKey: "0x" },
  "! the zero address as session key": { sessionKey: numberToHex(0, { size: 20 }) },
  "! a session key of no verifier": { sessionKey: concat([numberToHex(0, { size: 20 }), key(64)]) },
  "a lane of no module": { nonceKey: 2n ** 192n - 1n },
  "! no permission": { permissions: [] },
  "32 permissions": { permissions: many(32) },
  "! 33 permissions": { permissions: many(33) },
  "! one function twice": { permissions: [permission, permission] },
  "one function of two targets": { permissions: [permission, { ...permission, target: OTHER_TARGET }] },
  "! the zero address as target": aimed(numberToHex(0, { size: 20 })),
  "! the account as target": aimed(ACCOUNT),
  "! the module as target": aimed(VALIDATOR),
  "! the EntryPoint as target": aimed(entryPoint08Address),
  "! a text with a space": named("play(uint256, uint256)"),
  "! a text with an alias": named("play(uint)"),
  "! a text with a name": named("play(uint256 amount)"),
  "! a text with a tuple": named("play((uint256,uint256))"),
  "! a text without brackets": named("play"),
  "! an empty text": named(""),
  "! a text with a line end": named("play(uint256)\n"),
  "! a text in other letters": named("plаy(uint256)"),
  "! uint7": named("play(uint7)"),
  "! uint264": named("play(uint264)"),
  "! bytes33": named("play(bytes33)"),
  "! bytes0": named("play(bytes0)"),
  "16 arguments": named(`play(${Array<string>(16).fill("bool").join(",")})`),
  "! 17 arguments": named(`play(${Array<string>(17).fill("bool").join(",")})`),
  "! an array of none": named("play(bool[0])"),
  "an array of 256": named("play(bool[256])"),
  "! an array of 257": named("play(bool[257])"),
  "16,383 words": named("play(bool[63][10],bool[63][250],bool[3])"),
  "! 16,384 words": named("play(bool[64][256])"),
  "! 16,384 words of three": named("play(bool[63][10],bool[63][250],bool[4])"),
  "! more words than are counted, of no fixed length": named("play(string[256][256])"),
  "no fixed length": named("play(string[2][2],bool[])"),
  "an amount": spends("pay(address,uint256)", 2),
  "! an amount that is an address": spends("pay(address,uint256)", 1),
  "! an amount that is signed": spends("pay(int256)", 1),
  "! an amount that is an array": spends("pay(uint256[2])", 1),
  "! an amount that is not there": spends("pay(uint256)", 2),
  "an amount at the last place": spends("pay(bool[254],uint256)", 2),
  "! an amount behind the last place": spends("pay(bool[255],uint256)", 2),
  "a bound": bounded("f(uint8)", 1n, 2n),
  "a bound of one value": bounded("f(bytes4)", 7n, 7n),
  "! a bound that lets nothing pass": bounded("f(uint8)", 2n, 1n),
  "a bound below zero": bounded("f(int256)", 2n ** 256n - 1n, 1n),
  "! a signed bound that lets nothing pass": bounded("f(int256)", 1n, 2n ** 256n - 1n),
  "! a bound on bytes": bounded("f(bytes)", 0n, 1n),
  "! a bound on an array": bounded("f(uint256[2])", 0n, 1n),
  "! a bound on argument 0": bounded("f(uint8)", 0n, 1n, 0),
  "! a bound on an argument that is not there": bounded("f(uint8)", 0n, 1n, 2),
  "8 bounds": { permissions: [{ ...permission, bounds: Array(8).fill({ argument: 1, min: 0n, max: 9n }) }] },
  "! 9 bounds": { permissions: [{ ...permission, bounds: Array(9).fill({ argument: 1, min: 0n, max: 9n }) }] },
  "the largest value": { permissions: [{ ...permission, maxValue: 2n ** 128n - 1n }] },
};

/** The chain enables these; the kit does not ask for them, since nothing could be done with them. */
const useless: Readonly<Record<string, Partial<Grant>>> = {
  "no action": { maxActions: 0 },
  "no gas": { maxGasWei: 0n },
};

/** Every row, each with a session key of its own, since a key serves once. */
export function grantRows(): GrantRow[] {
  const plain = (what: string): Grant => ({
    account: ACCOUNT,
    sessionKey: concat([TARGET, keccak256(stringToHex(what)), keccak256(stringToHex(`${what}!`))]),
    ...{ validAfter: NOW, validUntil: NOW + 600, maxActions: 9, maxSpend: 9n, maxGasWei: 9n, epoch: 1 },
    paymaster: numberToHex(0, { size: 20 }),
    nonceKey: toNonceKey(VALIDATOR, 7),
    permissions: [permission],
  });
  return [
    ...Object.entries(changes).map(([what, change]) => {
      const isFine = !what.startsWith("!");
      return { what, grant: { ...plain(what), ...change }, chain: isFine, kit: isFine };
    }),
    ...Object.entries(useless).map(([what, change]) => ({
      ...{ what, grant: { ...plain(what), ...change }, chain: true, kit: false },
    })),
  ];
}

/** The grants as the contract decodes them. */
export function renderGrants(): string {
  const rows = grantRows();
  const [layout] = getAbiItem({ abi: sessionValidatorAbi, name: "hashGrant" }).inputs;
  const columns = {
    source: "scripts/grants/grantRows.ts",
    ...{ account: ACCOUNT, validator: VALIDATOR },
    what: rows.map(({ what }) => what),
    chain: rows.map(({ chain }) => chain),
    grant: rows.map(({ grant }) => encodeAbiParameters([layout], [grant])),
  };
  return `${JSON.stringify(columns, undefined, 1)}\n`;
}
