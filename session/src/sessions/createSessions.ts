import { type Abi, encodeFunctionData, parseAbi } from "viem";
import { NoSessionError } from "../errors/sessionErrors.ts";
import type { Permission } from "../grant/grantTypes.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { readLastAccount } from "../store/sessionRecord.ts";
import { askForGrant, askForPortable, identify, makeKey, takeUp } from "./asking.ts";
import { requireLimits, requirePermissions } from "./checkInput.ts";
import { createDraft, toRequest } from "./draft.ts";
import { restoreGranted } from "./grantSession.ts";
import { createOpenSessions } from "./openSessions.ts";
import type { CreateSessionsParameters } from "./parameters.ts";
import { findStored } from "./resume.ts";
import { sendAsOwner } from "./sendAsOwner.ts";
import type { OpenParameters, Sessions } from "./types.ts";
import { createWorld } from "./world.ts";

const revokeAllAbi = parseAbi(["function revokeAll()"]);

/**
 * The sessions of one world: a chain, and the session contracts on it. Cheap to create; opens no connection until it is used.
 * @param parameters See {@link CreateSessionsParameters}.
 * @returns See {@link Sessions}.
 * @throws InvalidInputError if chain and deployment do not belong together.
 */
export function createSessions(parameters: CreateSessionsParameters): Sessions {
  const world = createWorld(parameters);
  const { deployment, module, rpc } = world;
  const opened = createOpenSessions(world);

  /** The session of whoever played last; asks only the chain. */
  const resumeLast = async ({ owner, permissions }: Pick<OpenParameters, "owner" | "permissions">) => {
    const account = await readLastAccount(world.store);
    const stored = account && (await findStored(world, account, permissions));
    if (!stored?.record.factory) throw new NoSessionError("No session is stored here that could be resumed.");
    const granted = await restoreGranted(world, stored.record, stored.record.factory);
    return opened.begin(granted, owner, permissions, stored.seen);
  };

  return {
    ...{ chain: parameters.chain, client: rpc, deployment, watch: opened.watch },
    get current() {
      return opened.current;
    },
    open: async (given) => {
      requirePermissions(given?.permissions);
      const { permissions, resume = "prefer", key } = given;
      if (resume === "only") return resumeLast(given);
      requireLimits(given.limits);
      const who = await identify(world, given.owner);
      const stored = resume === "never" || key ? undefined : await findStored(world, who.account, permissions);
      const granted = stored
        ? await restoreGranted(world, stored.record, who.factory)
        : await askForGrant(world, who, given);
      return opened.begin(granted, who.owner, permissions, stored?.seen);
    },
    prepare: async (given) => {
      requirePermissions(given?.permissions);
      requireLimits(given.limits);
      const { owner, permissions, limits, resume = "prefer", key } = given;
      const who = await identify(world, owner);
      const stored = resume === "never" || key ? undefined : await findStored(world, who.account, permissions);
      if (stored) return toRequest(world, { ...who, permissions, grant: stored.record.grant }, true);
      const draft = await createDraft(world, { ...who, key: key ?? (await makeKey(world)), permissions, limits });
      return toRequest(world, draft, false);
    },
    grant: async (given) => {
      requirePermissions(given?.permissions);
      requireLimits(given.limits);
      const { to, ...asked } = given;
      return askForPortable(world, await identify(world, given.owner), { ...asked, key: { signer: to } });
    },
    adopt: async (portable, { key, abis = [] }) => {
      const { granted, seen } = await takeUp(world, portable, key);
      return opened.begin(granted, undefined, toContractPermissions(granted.grant.permissions, abis.flat()), seen);
    },
    accountOf: async (owner) => (await identify(world, owner)).account,
    sendAsOwner: async ({ owner, calls }) => sendAsOwner(world, { ...(await identify(world, owner)), calls }),
    endAll: async ({ owner }) => {
      const data = encodeFunctionData({ abi: revokeAllAbi, functionName: "revokeAll" });
      return sendAsOwner(world, { ...(await identify(world, owner)), calls: [{ to: module.validator, data }] });
    },
    dispose: async () => {
      await opened.closeAll();
      world.dispose();
    },
  };
}

/** What a grant from elsewhere allows, as far as its ABIs show. */
function toContractPermissions(permissions: readonly Permission[], abi: Abi): ContractPermissions[] {
  return permissions.map((permission) => ({
    ...{ type: "permissions", address: permission.target, label: undefined, abi },
    ...{ permissions: [permission], says: [{ words: undefined, inputs: [] }] },
  }));
}
