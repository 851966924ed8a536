import type { Hex } from "viem";

import type { RefusedError } from "../errors/errors.ts";
import { isEpochPassed } from "../sessions/readChain.ts";
import type { LaneEnd } from "./laneTypes.ts";

/** A fact that a refusal corrects; the operation is then rebuilt. */
export type Learnt =
  | "nonce"
  | "fees"
  | "gas"
  | "voucher"
  | "deployed"
  | "undeployed"
  /** Whether the session is enabled or was ended: the chain says. */
  | "session";

/** What a lane does about a refusal. Only `reject` undoes what was played. */
export type Reaction =
  | { type: "accepted" }
  | { type: "rebuild"; learnt: Learnt }
  /** Nothing is wrong with what was played: it is kept and sent again later, with facts that are read again. */
  | { type: "wait" }
  | { type: "end"; end: LaneEnd }
  | { type: "reject" };

/** What the decision depends on, besides the refusal itself. */
export type RefusalContext = {
  /** Seconds until the session's window closes, by the chain's clock. */
  secondsLeft: number;
};

const WAIT: Reaction = { type: "wait" };
const rebuild = (learnt: Learnt): Reaction => ({ type: "rebuild", learnt });
const end = (how: LaneEnd): Reaction => ({ type: "end", end: how });

const byName: Record<string, Reaction> = {
  SessionNotLive: rebuild("session"),
  SessionUsedAlready: rebuild("session"),
  GrantWrongEpoch: end("revoked"),
  GrantNotDue: WAIT,
  ModuleNotInstalled: end("refused"),
  ActionsExceeded: end("exhausted"),
  GasBudgetExceeded: end("exhausted"),
  AccountIsDenied: end("denied"),
  CreditMissing: rebuild("voucher"),
  OperationTooDear: rebuild("voucher"),
  PaymasterDataMalformed: rebuild("voucher"),
  PeriodOver: rebuild("session"),
  HintMissing: end("failed"),
  SenderNotAccount: end("failed"),
  SignatureMalformed: end("failed"),
};

const byCode: Record<string, Reaction> = {
  AA10: rebuild("deployed"),
  AA20: rebuild("undeployed"),
  // The error does not say which of two signatures was wrong. Neither becomes right by asking again.
  AA24: end("refused"),
  AA25: rebuild("nonce"),
  AA26: rebuild("gas"),
  AA32: rebuild("voucher"),
  AA34: rebuild("voucher"),
  AA36: rebuild("voucher"),
  AA40: rebuild("gas"),
  AA51: rebuild("gas"),
  AA95: rebuild("gas"),
};

// Refusals that bundlers word themselves, without an EntryPoint code.
const byWords: readonly [RegExp, Reaction][] = [
  [/already known/i, { type: "accepted" }],
  [/invalid userop paymasterdata/i, rebuild("voucher")],
  [/pre-?verification ?gas/i, rebuild("gas")],
  [/max(Priority)?FeePerGas must be|fee too low|underpriced/i, rebuild("fees")],
];

/** Words for "expired, or not due yet": both ends of a window have the same words. */
const WINDOW = /\bAA22\b|expires too soon|expires shortly|not valid yet|not due/i;
/** A bundler refuses in the last half minute. With more than this left, the refusal is about the beginning of the window. */
const SURELY_RUNNING_SECONDS = 120;

/**
 * Decides what a refusal means for the lane.
 * @param error The refusal, decoded.
 * @param context See {@link RefusalContext}.
 * @returns The contract's own error comes before EntryPoint's code, and the code before the bundler's words. A contract
 * error that is not listed here is an error of the rules: it undoes what was played. Anything else that is unknown is treated as a
 * service that cannot accept the operation now.
 */
export function reactTo(error: RefusedError, { secondsLeft }: RefusalContext): Reaction {
  const { name, args = [] } = error.contractError ?? {};
  // The account's epoch is below the grant's: a node that is behind, or a removed "end all" after a reorganisation.
  if (name === "GrantWrongEpoch" && !isEpochPassed(args[0] as Hex, args[1] as Hex)) return WAIT;
  if (name)
    return byName[name] ?? (isAboutGrant(name) ? end("refused") : isAboutVoucher(name) ? rebuild("voucher") : REJECT);
  const text = `${error.entryPointCode ?? ""} ${error.details ?? ""}`;
  if (WINDOW.test(text)) return secondsLeft > SURELY_RUNNING_SECONDS ? WAIT : end("expired");
  // A bundler that does not accept this kind of account will never accept it.
  if (error.rpcCode === NOT_TAKEN) return end("refused");
  // The calls would revert, for whatever reason.
  if (error.rpcCode === WOULD_REVERT) return REJECT;
  const known = byCode[error.entryPointCode ?? ""] ?? byWords.find(([words]) => words.test(error.details ?? ""))?.[1];
  if (known) return known;
  // What the sponsor says about the session as a whole is final.
  const isFinal =
    error.part === "sponsor" && error.entryPointCode === undefined && !PASSING_RPC_CODES.has(error.rpcCode ?? 0);
  return isFinal ? end("unsponsored") : WAIT;
}

/** ERC-7769: account and paymaster accepted the operation, and its calls revert. */
const WOULD_REVERT = -32521;
/** ERC-7562: the account's validation, or its code, is not accepted. */
const NOT_TAKEN = -32502;
/** ERC-4337 and ERC-7677: throttled, stake or deposit too low. */
const PASSING_RPC_CODES = new Set([-32504, -32505]);

const REJECT: Reaction = { type: "reject" };

/** The chain refuses an enabling operation because of its grant: the owner must sign another one. */
const isAboutGrant = (name: string) =>
  /^(Grant|Permission|PeriodUnknown|Argument|ConditionEmpty|Limit(Refused|Unreachable)|FunctionSignature|PackedWord)/.test(
    name,
  );

const isAboutVoucher = (name: string) => name.startsWith("Voucher");
