import {
  concat,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  numberToHex,
  parseAbi,
  parseAbiParameters,
} from "viem";
import { encodeCalls, RUN_TOGETHER, selectorOf } from "../../src/core.ts";
import { callOf } from "./calls.ts";
import { idOf } from "./render.ts";
import type { GrantSpec, OperationSpec } from "./types.ts";
import { deviceOf, grantOf, laneOf, permit, world } from "./world.ts";

const { game, shop } = world;
const play = callOf("play", [1n]);
const grant = grantOf([permit("play(uint256)")], { maxActions: 3, maxGasWei: 3n * 10n ** 15n });

const accountAbi = parseAbi(["function execute(bytes32 mode, bytes execution)"]);
const EXECUTE = "0xe9ae5c53";

/** `execute` with a mode and its data. */
const execute = (mode: Hex, execution: Hex): Hex =>
  encodeFunctionData({ abi: accountAbi, functionName: "execute", args: [mode, execution] });

const mode = (callType: number, execType = 0): Hex =>
  concat([numberToHex(callType, { size: 1 }), numberToHex(execType, { size: 1 }), `0x${"00".repeat(30)}`]);
const one = concat([game, numberToHex(0, { size: 32 }), play.data ?? "0x"]);
const batch = encodeAbiParameters(
  parseAbiParameters(["Execution[] calls", "struct Execution { address target; uint256 value; bytes callData; }"]),
  [[{ target: game, value: 0n, callData: play.data ?? "0x" }]],
);

const malformed = (what: string, callData: Hex): OperationSpec => ({
  what,
  callData,
  error: { name: "ExecutionMalformed" },
});

/** Kind, time, hints, key and session signature with their lengths, and the rules: one target, one rule. */
const SIGNATURE_BYTES = BigInt(1 + 4 + 2 + 65 + 65 + 2 + 20 + 8);

/** One session, and every way in which its operations can be wrong. */
export const refusedOperations: GrantSpec = {
  name: "operations that a session may not make",
  grant,
  operations: [
    { what: "the first one enables it", enables: true, calls: [play] },
    {
      what: "the grant serves once",
      enables: true,
      calls: [play],
      error: { name: "SessionUsedAlready", args: [idOf(grant, grant.nonceKey)] },
    },
    {
      what: "another contract",
      calls: [callOf("play", [1n], shop)],
      error: { name: "CallNotPermitted", args: [0n, shop, selectorOf("play(uint256)")] },
    },
    {
      what: "another function, as the second call",
      calls: [play, { to: game, data: selectorOf("claim()") }],
      error: { name: "CallNotPermitted", args: [1n, game, selectorOf("claim()")] },
    },
    {
      what: "native value",
      calls: [callOf("play", [1n], game, 1n)],
      error: { name: "CallValueAboveLimit", args: [0n, 1n, 0n] },
    },
    {
      what: "a hint that names no rule",
      calls: [play],
      hints: [1],
      error: { name: "CallNotPermitted", args: [0n, game, selectorOf("play(uint256)")] },
    },
    { what: "no hint", calls: [play], hints: [], error: { name: "HintMissing" } },
    { what: "no call", callData: RUN_TOGETHER, error: { name: "CallCountZero" } },
    {
      what: "an empty batch",
      callData: execute(mode(1), encodeAbiParameters(parseAbiParameters("uint256[]"), [[]])),
      error: { name: "CallCountZero" },
    },
    {
      what: "another function of the account",
      callData: selectorOf("revokeAll()"),
      error: { name: "CallDataNotExecute", args: [selectorOf("revokeAll()"), EXECUTE] },
    },
    {
      what: "delegatecall",
      callData: execute(mode(0xff), one),
      error: { name: "ExecutionModeNotAllowed", args: [mode(0xff)] },
    },
    {
      what: "a mode that tries",
      callData: execute(mode(1, 1), batch),
      error: { name: "ExecutionModeNotAllowed", args: [mode(1, 1)] },
    },
    malformed("an execution of 51 bytes", execute(mode(0), concat([game, `0x${"00".repeat(31)}`]))),
    malformed("a byte behind the calldata", concat([encodeCalls([play], false), "0x00"])),
    malformed("a word behind the batch", execute(mode(1), concat([batch, numberToHex(0, { size: 32 })]))),
    {
      what: "a signature of no kind",
      kind: 2,
      calls: [play],
      error: { name: "SignatureMalformed", args: [SIGNATURE_BYTES] },
    },
    {
      what: "another lane",
      nonceKey: laneOf(2),
      calls: [play],
      error: { name: "SessionNotLive", args: [idOf(grant, laneOf(2))] },
    },
    {
      what: "somebody else's signature is answered, not reverted",
      calls: [play],
      signedBy: deviceOf("thief"),
      isUnsigned: true,
    },
    {
      what: "three calls where two are left",
      calls: [play, play, play],
      error: { name: "ActionsExceeded", args: [3n, 2n] },
    },
    {
      what: "a fee at which the gas costs more than is left",
      calls: [play],
      maxFeePerGas: 10n ** 10n,
      error: { name: "GasBudgetExceeded", args: [86n * 10n ** 14n, 214n * 10n ** 13n] },
    },
    { what: "the last two calls", calls: [play, play] },
    { what: "nothing is left", calls: [play], error: { name: "ActionsExceeded", args: [1n, 0n] } },
  ],
};
