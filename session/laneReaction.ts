import type { Hex } from "viem";

import type { RefusedError } from "./errors";
import type { LaneEnd } from "./laneTypes";
import { isEpochPassed } from "./readChain";

/** A fact that a refusal corrects; the operation is then made anew. */
export type Learnt =
  | "nonce"
  | "fees"
  | "gas"
  | "voucher"
  | "deployed"
  | "undeployed"
  /** Whether it is enabled, or was ended: the chain says. */
  | "session";

/** What a lane does about a refusal. Only `reject` undoes what was played. */
export type Reaction =
  | { type: "accepted" }
  | { type: "rebuild"; learnt: Learnt }
  /** Nothing is wrong with what was played: it is kept and asked again later, from facts that are read anew. */
  | { type: "wait" }
  | { type: "end"; end: LaneEnd }
  | { type: "reject" };

/** What decides besides the refusal itself. */
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
  // Which of two signatures was wrong is not said. Neither becomes right by asking again.
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

// Refusals that bundlers word themselves, without a code of the EntryPoint.
const byWords: readonly [RegExp, Reaction][] = [
  [/already known/i, { type: "accepted" }],
  [/invalid userop paymasterdata/i, rebuild("voucher")],
  [/pre-?verification ?gas/i, rebuild("gas")],
  [/max(Priority)?FeePerGas must be|fee too low|underpriced/i, rebuild("fees")],
];

/** Words for "expired, or not due yet": both ends of a window read alike. */
const WINDOW = /\bAA22\b|expires too soon|expires shortly|not valid yet|not due/i;
/** A bundler refuses in the last half minute. With more than this left, the refusal speaks of the window's beginning. */
const SURELY_RUNNING_SECONDS = 120;

/**
 * Decides what a refusal means for the lane.
 * @param error The refusal, decoded.
 * @param context See {@link RefusalContext}.
 * @returns The contract's own error decides before EntryPoint's code, the code before the bundler's words. A contract's
 * error that is not known here is the rules' own: it undoes what was played. All else that is not known is a
 * service that cannot take it now.
 */
export function reactTo(error: RefusedError, { secondsLeft }: RefusalContext): Reaction {
  const { name, args = [] } = error.contractError ?? {};
  // The account's epoch is below the grant's: a node that is behind, or "end all" that was reorganised away.
  if (name === "GrantWrongEpoch" && !isEpochPassed(args[0] as Hex, args[1] as Hex)) return WAIT;
  if (name)
    return byName[name] ?? (isAboutGrant(name) ? end("refused") : isAboutVoucher(name) ? rebuild("voucher") : REJECT);
  const text = `${error.code ?? ""} ${error.details ?? ""}`;
  if (WINDOW.test(text)) return secondsLeft > SURELY_RUNNING_SECONDS ? WAIT : end("expired");
  // A bundler that takes no account of this kind says so for good.
  if (error.rpcCode === NOT_TAKEN) return end("refused");
  const known = byCode[error.code ?? ""] ?? byWords.find(([words]) => words.test(error.details ?? ""))?.[1];
  if (known) return known;
  // What the sponsor says about the session as a whole is final.
  const isFinal = error.part === "sponsor" && error.code === undefined && !PASSING_RPC_CODES.has(error.rpcCode ?? 0);
  return isFinal ? end("unsponsored") : WAIT;
}

/** ERC-7562: what the account's validation does, or what it is made of, is not accepted. */
const NOT_TAKEN = -32502;
/** ERC-4337 and ERC-7677: throttled, stake or deposit too low. */
const PASSING_RPC_CODES = new Set([-32504, -32505]);

const REJECT: Reaction = { type: "reject" };

/** An enabling operation that the chain refuses for what its grant says: the owner has to sign another one. */
const isAboutGrant = (name: string) =>
  /^(Grant|Permission|PeriodUnknown|Argument|ConditionEmpty|Limit(Refused|Unreachable)|FunctionSignature|PackedWord)/.test(
    name,
  );

const isAboutVoucher = (name: string) => name.startsWith("Voucher");
