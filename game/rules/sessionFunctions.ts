import { signatureOf } from "./action";
import { actionNames, rowOf } from "./actions";

/** One function of the contract that a session key may call. */
export type SessionFunction = {
  /** What the owner signs, and what the chain hashes and enforces. */
  functionSignature: string;
  /** The same for the player. */
  words: string;
  /** Path of the argument that counts against the session's Sand cap; empty: none. */
  spendArgument: string;
  /** Gas limit of a call, and additional gas for each byte of its argument that is `bytes`. */
  gas: number;
  gasPerByte: number;
};

/** The functions of the actions, in their order: the grant asks for them, the card shows them, the sponsor pays for them. */
export const sessionFunctions: readonly SessionFunction[] = actionNames.map((name) => {
  const row = rowOf(name);
  const { words, spends, gas, gasPerByte = 0 } = row;
  const spendArgument = spends === undefined ? "" : `${Object.keys(row.args).indexOf(spends) + 1}`;
  return { functionSignature: signatureOf(name, row), words, spendArgument, gas, gasPerByte };
});
