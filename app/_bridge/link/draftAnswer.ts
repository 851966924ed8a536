import { createGrant, readGrantEpoch, setClock } from "@hourglass/session/core";
import { newcomer } from "@/game/rules/player";
import { describeMade, holdingsOf } from "../gamePermissions";
import type { ApprovalParts } from "./approvalState";
import { narrow } from "./narrow";

/** Makes the grant that the card shows, and that is signed; anew after each choice. */
export function redraft(parts: ApprovalParts): void {
  void draft(parts).catch((error: unknown) =>
    parts.update("asked", { card: undefined, problem: parts.explain(error) }),
  );
}

async function draft({ context, live, lane, read, update }: ApprovalParts): Promise<void> {
  const state = read();
  const { identity } = live;
  if (state.step !== "asked" || !identity || state.signing) return;
  const { config, rpc, reader, clock } = context;
  const { deployment } = config;
  const { account } = identity;
  const terms = narrow(state.request, state.choice);
  live.turn += 1;
  const { turn } = live;
  if (!terms) return update("asked", { card: undefined });
  const [epoch, player] = await Promise.all([
    readGrantEpoch(rpc, deployment.sessionValidator, account),
    reader.readPlayer(account),
    setClock(clock, rpc),
  ]);
  const now = read();
  // Another choice was made meanwhile, or the grant before is being signed.
  if (turn !== live.turn || now.step !== "asked" || now.signing) return;
  live.drafted = createGrant({
    ...{ account, lane, epoch, validator: deployment.sessionValidator, nowSeconds: clock.now() },
    ...{ sessionKey: state.request.sessionKey, ...terms },
    ...{ maxGasWei: config.sponsor.sessionMaxWei, paymaster: deployment.sessionPaymaster },
  });
  const holdings = holdingsOf((player ?? newcomer).profile);
  const card = describeMade(deployment, live.drafted, { holdings });
  // Why the owner's signature did not come stays to be read; why there was no card does not.
  update("asked", { card, ...(now.card === undefined && { problem: undefined }) });
}
