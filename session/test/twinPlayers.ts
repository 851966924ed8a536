import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect } from "vitest";
import { type Permission, toPermission } from "../src/grant/grantTypes.ts";
import type { Call } from "../src/operation/calls.ts";
import type { PreparedOperation } from "../src/operation/operation.ts";
import { accountOwner } from "../src/owners/sources.ts";
import { makeOperation, type Otherwise } from "./handmade.ts";
import { callTarget, createPlayer, type Player } from "./player.ts";
import type { Twins, Verdict } from "./twins.ts";

type Overrides = Parameters<typeof createPlayer>[1];

/**
 * Players on a real chain and in memory at once; the test fails if the two judge an operation differently.
 * @param twins The two stacks.
 */
export function createTwinPlayers(twins: Twins) {
  const { real } = twins;
  const play = (value: bigint): Call => callTarget(real, "play", [value]);

  /** A player whose owner is a wallet, unless stated otherwise. */
  const newPlayer = async (overrides: Overrides = {}): Promise<Player> => {
    const owner = await accountOwner(privateKeyToAccount(generatePrivateKey()))({} as never);
    return createPlayer(real, { owner, ...overrides });
  };

  const judgePrepared = async (player: Player, prepared: PreparedOperation): Promise<Verdict> => {
    const [original, twin] = await twins.judge(player, prepared);
    expect(twin).toEqual(original);
    return twin;
  };

  const judge = async (player: Player, calls: readonly Call[], otherwise?: Otherwise): Promise<Verdict> =>
    judgePrepared(player, await makeOperation(real, player, calls, otherwise));

  return {
    ...{ newPlayer, judgePrepared, judge, play },
    spend: (amount: bigint): Call => callTarget(real, "spend", [0n, amount]),
    permit: (functionSignature: string, limits: Partial<Permission> = {}): Permission =>
      toPermission(real.contracts.target, functionSignature, limits),
    /** One whose first operation is on both chains. */
    enabled: async (overrides: Overrides = {}): Promise<Player> => {
      const player = await newPlayer(overrides);
      const { inclusion } = await judge(player, [play(0n)], { first: true });
      expect(inclusion?.isSuccess).toBe(true);
      return player;
    },
    /** The EntryPoint's verdict, in short; both said the same. */
    verdictOf: async (player: Player, calls: readonly Call[], otherwise?: Otherwise): Promise<string> =>
      nameOf(await judge(player, calls, otherwise)),
  };
}

export type TwinPlayers = ReturnType<typeof createTwinPlayers>;

/** The contracts' own error, otherwise the EntryPoint's code, otherwise that it was accepted. */
export const nameOf = ({ entryPoint }: Pick<Verdict, "entryPoint">): string =>
  entryPoint?.contractError?.name ?? entryPoint?.entryPointCode ?? "taken";
