import { type AbiEvent, type AbiFunction, toEventSignature, toFunctionSignature } from "viem";
import { expect, test } from "vitest";
import { playerAccountAbi, sessionValidatorAbi } from "../abis/abis.ts";
import { recoveryFunctions } from "../owners/recovery.ts";
import { sessionEvents } from "./events.ts";
import { accountFunctions, sessionFunctions } from "./functions.ts";

type Named = AbiFunction | AbiEvent;
const textOf = (item: Named) => (item.type === "event" ? toEventSignature(item) : toFunctionSignature(item));
/** Including the names of returned values: the page reads structs by name. */
const shapeOf = (item: Named) => JSON.stringify(item.type === "event" ? item.inputs : item.outputs);
const isNamed = (item: { type: string }): item is Named => item.type === "function" || item.type === "event";

test.each([
  ["SessionValidator", sessionFunctions, sessionValidatorAbi],
  ["SessionValidator's events", sessionEvents, sessionValidatorAbi],
  ["PlayerAccount", accountFunctions, playerAccountAbi],
  ["recovery", recoveryFunctions, playerAccountAbi],
] as const)("the functions of %s that a page calls are those of the contract", (_, texts, abi) => {
  const compiled = (abi as readonly { type: string }[]).filter(isNamed);
  for (const item of (texts as readonly { type: string }[]).filter(isNamed)) {
    const found = compiled.find((each) => textOf(each) === textOf(item));
    expect(found && JSON.parse(shapeOf(found)), textOf(item)).toEqual(JSON.parse(shapeOf(item)));
  }
});
