import type { Player } from "@/game/rules/types";

/** What a player would miss: Sand in its smallest unit, carried and in the vault, and relics. */
export type Stake = { sand: bigint; items: number };

/**
 * What a player has earned, if anything: an account without it need not be secured.
 * @param player As read from the chain or predicted; undefined: they never played.
 * @returns Undefined if there is nothing to lose.
 */
export function readStake(player: Player | undefined): Stake | undefined {
  if (!player) return undefined;
  const { sand: carried, vault, relics } = player.profile;
  const sand = carried + vault;
  const items = relics.reduce((sum, count) => sum + count, 0);
  return sand > 0n || items > 0 ? { sand, items } : undefined;
}
