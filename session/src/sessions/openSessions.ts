import { isAddressEqual } from "viem";
import { NoSessionError, OwnerChangedError } from "../errors/sessionErrors.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { askForGrant, identify } from "./asking.ts";
import type { Granted } from "./grantSession.ts";
import type { SessionState } from "./readChain.ts";
import { openSession } from "./session.ts";
import type { OpenParameters, Session, Sessions } from "./types.ts";
import type { World } from "./world.ts";

/** The open sessions of this process. */
export type OpenSessions = {
  readonly current: Session | undefined;
  watch: Sessions["watch"];
  /** Opens one, in place of another one on the same lane; `owner` undefined: it cannot be renewed here. `seen`: if it was played before. */
  begin: (
    granted: Granted,
    owner: OpenParameters["owner"] | undefined,
    permissions: readonly ContractPermissions[],
    seen: SessionState | undefined,
  ) => Promise<Session>;
  closeAll: () => Promise<void>;
};

/** Keeps track of the open sessions. */
export function createOpenSessions(world: World): OpenSessions {
  const watchers = new Set<(session: Session | undefined) => void>();
  /** With the lane of each: one lane has one session. */
  const open = new Map<Session, string>();
  /** Also those that ended and may be renewed: until they are closed, they have timers and channels. */
  const unclosed = new Set<Session>();
  let current: Session | undefined;

  const setCurrent = (session: Session | undefined) => {
    if (current === session) return;
    current = session;
    for (const watcher of [...watchers]) watcher(session);
  };
  const enter = (session: Session, lane: string) => {
    open.set(session, lane);
    unclosed.add(session);
    setCurrent(session);
  };
  const leave = (session: Session) => {
    open.delete(session);
    if (current === session) setCurrent(undefined);
  };
  const makeRoom = async (lane: string) => {
    await Promise.all([...open].map(([session, taken]) => (taken === lane ? session.close() : undefined)));
  };

  return {
    get current() {
      return current;
    },
    watch: (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    begin: async (granted, given, permissions, seen) => {
      const { account, nonceKey } = granted.grant;
      const lane = `${account.toLowerCase()}/${nonceKey}`;
      await makeRoom(lane);
      let owner = typeof given === "function" ? undefined : given;
      const openOwner = async () => {
        if (!given) throw new NoSessionError("The owner of this session is not available.");
        const who = await identify(world, owner ?? given);
        if (!isAddressEqual(who.account, account)) throw new OwnerChangedError(who.account, account);
        owner = who.owner;
        return owner;
      };
      const session = openSession({
        ...{ world, granted, permissions, seen, owner: () => owner, openOwner },
        renew: async ({ grant, factory }, changes) => {
          const { maxActions: calls, maxGasWei: gas, maxSpend: spend, validAfter, validUntil } = grant;
          const limits = { calls, gas, spend, duration: validUntil - validAfter, ...changes.limits };
          const who = { owner: await openOwner(), account, factory };
          const next = await askForGrant(world, who, { ...changes, limits, permissions });
          enter(session, lane);
          return next;
        },
        onEnded: () => leave(session),
        onClosed: () => {
          leave(session);
          unclosed.delete(session);
        },
      });
      enter(session, lane);
      return session;
    },
    closeAll: async () => {
      await Promise.all([...unclosed].map((session) => session.close()));
    },
  };
}
