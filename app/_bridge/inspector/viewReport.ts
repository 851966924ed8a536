import type {
  DecodedOperation,
  OperationReport,
  Permission,
  ReportedSession,
  RuleCount,
} from "@hourglass/session/core";
import { describeLimits, failureText } from "@hourglass/session/core";
import { formatEther, type Hex, zeroAddress } from "viem";
import type { Deployment } from "@/app/_api/config";
import { describeAction } from "@/game/rules/describe";
import { emptyWorld } from "@/game/rules/player";
import { predictedScene } from "@/game/sync/fold";
import { decodeAction } from "../encodeAction";
import { toTexts } from "../operationRows";
import { sandText } from "../owner/words";
import { nameCall, nameContract } from "./names";
import type { CallView, CheckView, FieldView, GasPart, GasView, InspectedOperation } from "./views";

/**
 * What the inspector shows of an operation that is on chain.
 * @param deployment Addresses of this world.
 * @param report What the kit read.
 * @param explorerUrl Of the public explorer of this chain, if it has one.
 */
export function viewReport(
  deployment: Deployment,
  report: OperationReport,
  explorerUrl: string | undefined,
): InspectedOperation {
  const { decoded, session, sender, revert, transactionHash } = report;
  const { blockNumber, blockSeconds, costWei, gasUsed } = report;
  const error = revert?.error;
  return {
    state: report.isSuccess ? "executed" : "reverted",
    ...{ hash: report.userOpHash, transactionHash, account: sender, blockNumber, blockSeconds, costWei, gasUsed },
    transactionUrl: explorerUrl && `${explorerUrl}/tx/${transactionHash}`,
    paidBy: report.paymaster === zeroAddress ? "account" : "sponsor",
    deploys: decoded?.operation.factory !== undefined,
    enables: session?.signature.enables ?? false,
    contents: decoded && {
      signedBy: session ? "session key" : "owner",
      calls: decoded.calls?.map((_, index) => viewCall(deployment, report, index)),
      gas: viewGas(decoded, report),
      maxCostWei: decoded.maxCostWei,
      fields: viewFields(decoded),
      signed: viewSigned(deployment, report, session),
      voucher: viewVoucher(decoded),
    },
    session: session && viewSession(session, decoded?.maxCostWei ?? 0n),
    refusal: revert && {
      reason: failureText(error ? { contractError: error } : {}) ?? "The calls failed on chain, and all were undone.",
      rule: error?.name,
      values: toTexts(error?.named ?? []),
    },
    events: report.logs.map(({ address, name, args, data }) => ({
      contract: nameContract(deployment, sender, address),
      name: name ?? "an event without a known name",
      args: name ? toTexts(args) : [{ name: "data", value: data }],
    })),
  };
}

/** The words of an action alone: nobody read where the player stood then. */
const nowhere = predictedScene(emptyWorld, { self: "", nowSeconds: 0, block: 0 });

function viewCall(deployment: Deployment, { decoded, session, sender }: OperationReport, index: number): CallView {
  const call = decoded?.calls?.[index];
  if (!call) throw new RangeError(`call ${index}`);
  const action = decodeAction(deployment.hourglass, call);
  const hint = session?.hints[index] ?? 0;
  const permission = session?.terms?.permissions[hint];
  return {
    words: action && describeAction(nowhere, action),
    ...nameCall(call.data),
    target: call.to,
    targetName: nameContract(deployment, sender, call.to),
    rule: session && {
      number: hint + 1,
      of: session.terms?.permissions.length,
      functionSignature: permission?.functionSignature,
      limits: permission ? describeLimits(permission, new Map(), { amount: sandText }) : [],
      counted: permission
        ? viewCounts(
            permission,
            session.counts.find(({ index: at }) => at === hint),
          )
        : [],
    },
  };
}

/** How much of each limit of a rule is used: "3 of 5 calls". */
function viewCounts({ limits }: Permission, count: RuleCount | undefined): string[] {
  if (!count) return [];
  return limits.map(({ counted, max }) => {
    if (counted === "calls") return `${count.calls} of ${max} calls`;
    if (counted === "value") return `${formatEther(count.value)} of ${formatEther(max)} ETH`;
    return `${sandText(count.amount)} of ${sandText(max)}`;
  });
}

/** In the order in which they run; EntryPoint works in between. */
const gasParts = ["preVerification", "creation", "validation", "sponsor", "calls", "entryPoint"] as const;

function viewGas({ operation }: DecodedOperation, { gasUsed: used, gasSplit: split }: OperationReport): GasView {
  const { preVerificationGas: preVerification, verificationGasLimit, callGasLimit } = operation;
  const { paymasterVerificationGasLimit = 0n, paymasterPostOpGasLimit = 0n } = operation;
  const limits = [
    { name: "preVerification", gas: preVerification },
    { name: "validation", gas: verificationGasLimit },
    { name: "sponsor", gas: paymasterVerificationGasLimit + paymasterPostOpGasLimit },
    { name: "calls", gas: callGasLimit },
  ] as const;
  const allowed = limits.reduce((sum, { gas }) => sum + gas, 0n);
  const parts: GasPart[] = split
    ? gasParts.map((name) => ({ name, gas: split[name] }))
    : [
        { name: "preVerification", gas: preVerification },
        { name: "both", gas: used - preVerification },
      ];
  return { parts, isTraced: split !== undefined, used, limits, allowed };
}

function viewSession(session: ReportedSession, maxCostWei: bigint): InspectedOperation["session"] {
  const { id, terms, before, after } = session;
  const check = (name: CheckView["name"], max: bigint, left: [bigint | undefined, bigint | undefined]): CheckView => {
    const [was, is] = left.map((each) => (each === undefined ? undefined : max - each));
    return { name, max, before: was, after: is, by: name === "gas" ? maxCostWei : (is ?? 0n) - (was ?? 0n) };
  };
  const toBigint = (count: number | undefined) => (count === undefined ? undefined : BigInt(count));
  const checks = terms && [
    check("actions", BigInt(terms.maxActions), [toBigint(before?.actionsLeft), toBigint(after?.actionsLeft)]),
    check("sand", terms.maxSpend, [before?.spendLeft, after?.spendLeft]),
    check("gas", terms.maxGasWei, [before?.gasLeftWei, after?.gasLeftWei]),
  ];
  const window = terms && { validAfter: terms.validAfter, validUntil: terms.validUntil };
  return { id, checks: checks ?? [], window, hasHistory: before !== undefined && after !== undefined };
}

const fields = (values: Readonly<Record<string, unknown>>): FieldView[] =>
  toTexts(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({ name, value })),
  );

function viewFields({ operation, nonceKey, sequence }: DecodedOperation): FieldView[] {
  const { signature: _, nonce: __, ...covered } = operation;
  return fields({ ...covered, "nonce: lane": nonceKey, "nonce: number in the lane": sequence });
}

function viewSigned(
  { chainId, entryPoint }: Deployment,
  { userOpHash, isHashOfFields, decoded }: OperationReport,
  session: ReportedSession | undefined,
): FieldView[] {
  const { signature } = session ?? {};
  return fields({
    "signed hash": userOpHash,
    "covers the fields above": isHashOfFields ? "yes, computed again here" : "no: they give another hash",
    domain: `ERC4337, version 1, chain ${chainId}`,
    "verifying contract": entryPoint,
    "session key": signature?.key,
    "session key’s signature": signature?.sessionSignature,
    "packed rules": session?.rules,
    "owner’s signature of the grant": signature?.enables ? signature.ownerSignature : undefined,
    "owner’s signature": session ? undefined : decoded?.operation.signature,
  });
}

function viewVoucher({ voucher }: DecodedOperation): FieldView[] {
  if (!voucher) return [];
  const toTime = (seconds: number) => new Date(seconds * 1000).toISOString();
  const window = { "valid after": toTime(voucher.validAfter), "valid until": toTime(voucher.validUntil) };
  const signature = { "sponsor’s signature": voucher.signature satisfies Hex };
  if (voucher.kind === "operation") return fields({ for: "this operation only", ...window, ...signature });
  const ether = (wei: bigint) => `${formatEther(wei)} ETH`;
  return fields({
    ...{ for: "the whole session", ...window, "at most in all": ether(voucher.maxWei) },
    ...{ "at most each": ether(voucher.maxOperationWei), ...signature },
  });
}
