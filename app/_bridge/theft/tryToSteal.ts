import {
  buildOperation,
  type Call,
  computePreVerificationGas,
  nameArguments,
  omitVoucher,
  prepareOperation,
  RefusedError,
  readBundlerFees,
  readLaneStart,
  readSession,
  type SignedGrant,
  sendOperation,
  sessionModuleOf,
} from "@hourglass/session/core";
import { type Address, encodeFunctionData, maxUint256 } from "viem";
import { sandAbi } from "@/app/_chain/generated/abis";
import type { Context } from "../context";
import { encodeAction } from "../encodeAction";
import { gasTable } from "../gasTable";
import { toTexts } from "../operationRows";
import { sandText } from "../owner/words";
import type { Session } from "../session";
import type { Standing, Theft, TheftReport } from "./report";

/** Somebody else. Nobody has its key, so even a theft that worked would reach no person. */
const THIEF: Address = "0x000000000000000000000000000000000000dEaD";
const HOUR_SECONDS = 3_600;

/** `signed`: the grant that the operation carries, if it carries one. */
type Plan = { what: string; calls: readonly Call[]; signed?: SignedGrant };

/**
 * Tries to misuse the live key of a session: operations that its rules forbid are signed by it and sent to the bundler, which
 * asks the chain. What is refused in validation never reaches a block, so it costs nothing.
 * @param context One world.
 * @param session The running session.
 * @returns The chain's answer to each, and what the account had before and after.
 * @throws UnavailableError if a part does not answer; RefusedError if it was not the chain that refused.
 */
export async function tryToSteal(context: Context, session: Session): Promise<TheftReport> {
  const before = await readStanding(context, session);
  const thefts: Theft[] = [];
  for (const plan of plot(context, session, before)) thefts.push(await attempt(context, session, plan));
  return { thefts, before, after: await readStanding(context, session) };
}

/** An action that every session may play. */
const HELLO = { type: "signal", kind: 0 } as const;

/** What a thief wants: the Sand now, the Sand later, more time, more to spend. */
function plot({ config }: Context, { record }: Session, { sand }: Standing): Plan[] {
  const { hourglass, sand: token } = config.deployment;
  const { grant, ownerSignature } = record;
  // With nothing to take, the call alone is what is forbidden.
  const amount = sand > 0n ? sand : 1n;
  const onToken = (functionName: "transfer" | "approve", wanted: bigint): Call[] => [
    { to: token, data: encodeFunctionData({ abi: sandAbi, functionName, args: [THIEF, wanted] }) },
  ];
  const hello = [encodeAction(hourglass, HELLO)];
  const withChanged = (changes: Partial<typeof grant>) => ({ grant: { ...grant, ...changes }, ownerSignature });
  return [
    {
      what: `Send ${sand > 0n ? `your ${sandText(sand)}` : "Sand"} to somebody else`,
      calls: onToken("transfer", amount),
    },
    { what: "Let somebody else move your Sand at any time", calls: onToken("approve", maxUint256) },
    {
      what: "Give itself another hour",
      calls: hello,
      signed: withChanged({ validUntil: grant.validUntil + HOUR_SECONDS }),
    },
    { what: "Allow itself twice the Sand", calls: hello, signed: withChanged({ maxSpend: grant.maxSpend * 2n }) },
  ];
}

async function attempt(context: Context, { record, key, identity }: Session, plan: Plan): Promise<Theft> {
  const { config, rpc, bundler, clock } = context;
  const { chainId, entryPoint, hourglass } = config.deployment;
  const { grant, ownerSignature, voucher } = record;
  const [start, fees] = await Promise.all([
    readLaneStart(rpc, sessionModuleOf(config.deployment), grant, entryPoint),
    readBundlerFees(bundler, rpc),
  ]);
  const enables = plan.signed !== undefined || start.session.status === "none";
  const base = {
    ...{ signed: plan.signed ?? { grant, ownerSignature }, signer: key, calls: plan.calls, nonce: start.nonce },
    ...{ fees, enables, nowSeconds: clock.now(), factory: start.isDeployed ? undefined : identity.factory },
    voucher: voucher && start.session.isVoucherShown ? omitVoucher(voucher) : voucher,
  };
  // As much gas as an allowed call gets: no thief may fail for want of gas.
  const allowed = [encodeAction(hourglass, HELLO)];
  const limits = gasTable({ deploys: !start.isDeployed, enables, calls: allowed });
  if (!limits) throw new Error("an action of the game was never measured");
  const draft = buildOperation({ ...base, gasLimits: { ...limits, preVerificationGas: 0n } });
  const gasLimits = { ...limits, preVerificationGas: computePreVerificationGas(draft) };
  const { operation } = await prepareOperation({ ...base, chainId, entryPoint, gasLimits });
  try {
    await sendOperation(bundler, operation, { entryPoint });
    return { what: plan.what };
  } catch (error) {
    const refusal = error instanceof RefusedError ? readRefusal(error) : undefined;
    if (!refusal) throw error;
    return { what: plan.what, refusal };
  }
}

/** The chain's refusal; nothing if a service refused by itself. A signature that does not fit has a code and no error. */
function readRefusal({ contractError, entryPointCode }: RefusedError): Theft["refusal"] {
  if (contractError) return { rule: contractError.name, values: toTexts(nameArguments(contractError)) };
  return entryPointCode === "AA24" ? { rule: "AA24 signature error", values: [] } : undefined;
}

async function readStanding({ config, rpc }: Context, { record, identity }: Session): Promise<Standing> {
  const { deployment } = config;
  const [sand, { actionsLeft, gasLeftWei }] = await Promise.all([
    rpc.readContract({
      ...{ abi: sandAbi, address: deployment.sand, functionName: "balanceOf", args: [identity.account] },
    }),
    readSession(rpc, sessionModuleOf(deployment), record.grant),
  ]);
  return { sand, actionsLeft, gasLeftWei };
}
