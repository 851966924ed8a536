import type { Abi } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { NoSessionError, SessionEndedError } from "../errors/sessionErrors.ts";
import type { Call } from "../operation/calls.ts";
import { toSessionAccount } from "../operation/sessionAccount.ts";
import { omitVoucher } from "../operation/voucher.ts";
import type { Owner } from "../owners/owner.ts";
import { abiOf, type ContractPermissions } from "../permissions/allow.ts";
import { describePermissions } from "../permissions/describe.ts";
import { deleteSessionRecord } from "../store/sessionRecord.ts";
import { type ContractCall, toCall } from "./contractCall.ts";
import { createEmitter } from "./emitter.ts";
import { endSession } from "./endSession.ts";
import { type Granted, requestSessionVoucher } from "./grantSession.ts";
import { refuseByGrant } from "./left.ts";
import type { SessionState } from "./readChain.ts";
import { type Running, startRunning } from "./running.ts";
import type { OpenParameters, Session, SessionEvents, SessionLimits } from "./types.ts";
import type { World } from "./world.ts";

/** What is needed to open a session. */
export type SessionParts = {
  world: World;
  granted: Granted;
  /** Who granted it: known, or opened when needed. */
  owner: () => Owner | undefined;
  openOwner: () => Promise<Owner>;
  permissions: readonly ContractPermissions[];
  /** If it was played before: its state on chain. */
  seen: SessionState | undefined;
  /** Asks the owner for the same permissions with another key. */
  renew: (
    before: Granted,
    changes: { limits?: Partial<SessionLimits>; confirm?: OpenParameters["confirm"]; signal?: AbortSignal },
  ) => Promise<Granted>;
  /** The session is over; `renew` may continue it. */
  onEnded: () => void;
  /** The session was released. */
  onClosed: () => void;
};

/**
 * Opens a session: its lane begins at once.
 * @param parts See {@link SessionParts}.
 * @returns See {@link Session}.
 */
export function openSession(parts: SessionParts): Session {
  const { world, permissions, seen, onEnded, onClosed } = parts;
  const rules = describePermissions(permissions);
  const events = createEmitter<SessionEvents>();
  const running = startRunning({ world, granted: parts.granted, permissions, seen, events, onEnded });
  const { read, granted, outcomes } = running;
  const abi = abiOf(permissions);
  /** A call brings its own ABI, which may have functions that no permission names. */
  const knownTo = (calls: readonly (Call | ContractCall)[]): Abi => [
    ...calls.flatMap((call) => ("abi" in call ? call.abi : [])),
    ...abi,
  ];

  const session: Session = {
    get id() {
      return granted().id;
    },
    account: parts.granted.grant.account,
    ...{ permissions: rules, on: events.on, subscribe: running.subscribe },
    get owner() {
      return parts.owner();
    },
    get snapshot() {
      return read();
    },
    permits: (call) => {
      const error = refuseByGrant(toCall(call), granted().grant.permissions, read().left, knownTo([call]));
      return error ? { ok: false, error } : { ok: true };
    },
    sendCalls: async ({ calls, id = crypto.randomUUID() }) => {
      const entry = { id, calls: calls.map(toCall) };
      requirePermitted(running, entry.calls, knownTo(calls));
      running.add(entry);
      return { id };
    },
    waitForCalls: async ({ id, signal }) => {
      const { ended } = read();
      // Nobody sends it any more, unless the session is renewed.
      if (ended && running.isWaiting(id)) throw new SessionEndedError(ended.reason, ended.error);
      return outcomes.wait(id, signal);
    },
    writeContract: async (call) => {
      const { id } = await session.sendCalls({ calls: [call as unknown as ContractCall] });
      return (await session.waitForCalls({ id })).transactionHash;
    },
    retry: running.retry,
    renew: async (changes = {}) => running.goOn(await parts.renew(granted(), changes)),
    end: async () => {
      const { grant } = granted();
      const hash = await endSession(world, granted(), parts.openOwner);
      await running.endHere("revoked");
      await deleteSessionRecord(world.store, grant.account, grant.sessionKey);
      return { hash };
    },
    toSmartAccount: () => {
      const { grant, ownerSignature, key, factory } = granted();
      const isEnabled = () => read().status !== "granted";
      return toSessionAccount({
        client: world.rpc,
        signer: key,
        factory,
        signed: { grant, ownerSignature },
        isEnabled,
      });
    },
    toPaymaster: () => {
      if (BigInt(granted().grant.paymaster) === 0n) return undefined;
      const give = async () => {
        const voucher = granted().voucher ?? (await requestSessionVoucher(world, granted()));
        if (!voucher) throw new NoSessionError("Nobody pays for this session.");
        return read().status === "granted" ? voucher : omitVoucher(voucher);
      };
      return { getPaymasterData: give, getPaymasterStubData: give };
    },
    close: async () => {
      await running.stop();
      onClosed();
    },
  };
  return session;
}

/** Several calls together need room for all of them. */
function requirePermitted({ read, granted, ledger }: Running, calls: readonly Call[], abi: Abi): void {
  const { ended, left } = read();
  if (ended) throw new SessionEndedError(ended.reason, ended.error);
  if (calls.length === 0) throw new InvalidInputError("There is nothing to send.");
  const { permissions } = granted().grant;
  calls.reduce((room, call) => {
    const error = refuseByGrant(call, permissions, room, abi);
    if (error) throw error;
    return ledger.without(room, [call], permissions);
  }, left);
}
