import type { CardRequest, ContractPermissions, Grant, Holdings } from "@hourglass/session/core";
import { allow, describeGrant, describeMessage, grantTypedData, sessionModuleOf } from "@hourglass/session/core";
import type { Abi, Address } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { actionNames, rowOf } from "@/game/rules/actions";
import { SAND_UNIT } from "@/game/rules/lookup";
import { lengths } from "@/game/rules/numbers";
import type { Profile } from "@/game/rules/types";

/** Calls that one session may make: more than an hour of fast play needs, and few enough to state a worst case. */
export const MAX_ACTIONS = 5_000;
/**
 * Sand that one session may spend, in the smallest unit: the largest purse. An island of the day is played once, and practice costs
 * nothing, so no hour needs more.
 */
export const MAX_SAND = BigInt(Math.max(...lengths.flatMap(({ purse }) => purse))) * SAND_UNIT;

/** For a key that this browser stores. */
const HOUR_SECONDS = 3_600;
/** For a key that ends with the page: a reload leaves a key behind that stays valid, so it is shorter. */
const MEMORY_SECONDS = 1_200;

/** How long the next session lasts. */
export const durationOf = (keyStorage: "stored" | "memory") =>
  keyStorage === "memory" ? MEMORY_SECONDS : HOUR_SECONDS;

/** What this game's session key cannot do, beside what no session key can. */
const NEVER = "Send, sell or approve your relics, Sand or ETH, withdraw Sand from your vault, or open a room";

/** Every function of a session, with the game's words. What the ABI does not have is refused. */
export function createGamePermissions(target: Address): ContractPermissions {
  const rows = actionNames.map((name) => ({ name, ...rowOf(name) }));
  return allow({
    ...{ address: target, abi: hourglassAbi as Abi, label: "Hourglass" },
    words: Object.fromEntries(rows.map(({ name, words }) => [name, words])),
    // Made at run time, so without types; `allow` holds each to the ABI.
    functions: Object.fromEntries(rows.map(({ name, spends }) => [name, spends ? { spend: spends } : true])) as never,
  });
}

type Terms = Pick<Grant, "maxActions" | "maxSpend" | "maxGasWei" | "paymaster"> & { duration: number };

/** What the card tells before there is a grant. */
export function describeNext(target: Address, terms: Terms, holdings?: Holdings): CardRequest {
  const { maxActions: calls, maxSpend: spend, maxGasWei: gas, paymaster, duration } = terms;
  const permissions = [createGamePermissions(target)];
  return withGame(describeGrant({ permissions, limits: { calls, spend, gas, duration }, paymaster }, holdings));
}

type Deployment = Parameters<typeof sessionModuleOf>[0] & { hourglass: Address };
type Now = Parameters<typeof describeMessage>[2];

/** What the card tells of a grant that is made: read from the message that the owner signs, and from nothing else. */
export function describeMade(deployment: Deployment, grant: Grant, now?: Now): Required<CardRequest> {
  const message = grantTypedData(sessionModuleOf(deployment), grant) as unknown as Required<CardRequest>["message"];
  return withGame(describeMessage(message, [createGamePermissions(deployment.hourglass)], now));
}

const withGame = <Card extends CardRequest>(card: Card): Card => ({ ...card, never: [NEVER, ...card.never] });

/** What a player could lose by the game's calls: Sand that is carried. What is in the vault, and relics, only the owner moves. */
export function holdingsOf({ sand }: Pick<Profile, "sand">): Holdings {
  return { spend: sand };
}
