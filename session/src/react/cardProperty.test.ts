import { zeroAddress } from "viem";
import { expect, test } from "vitest";
import { createDice, randomGrant } from "../../test/randomGrants.ts";
import { InvalidInputError } from "../errors/errors.ts";
import { type Grant, toGrantTypedData } from "../grant/grant.ts";
import { UnreadableError } from "../grant/readers.ts";
import type { OwnerTypedData } from "../owners/owner.ts";
import { describeMessage } from "../sessions/describeGrant.ts";
import type { CardRequest } from "../sessions/types.ts";
import { type CardFacts, readCard } from "./usePermissionCard.ts";

const GRANTS = 10_000;
const module = { chainId: 1, validator: `0x${"09".repeat(20)}`, name: "Shop", p256Verifier: zeroAddress } as const;

const messageOf = (grant: Grant) => toGrantTypedData(module, grant) as unknown as OwnerTypedData;
/** What no reader takes has no card at all. */
function cardOf(grant: Grant): CardRequest | undefined {
  try {
    return describeMessage(messageOf(grant));
  } catch (error) {
    if (error instanceof UnreadableError || error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** All that a person reads of a card, without the raw message. */
const wordsOf = ({ may, details }: CardFacts) => {
  const rules = may.map(({ address, rules: each }) => [address, each.map(({ title, limits }) => [title, ...limits])]);
  return JSON.stringify([rules, details]);
};

/** A grant is a tree of numbers and texts: every leaf, and every element of a list. */
function placesOf(value: unknown, at: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[...at]];
  return Object.entries(value).flatMap(([name, each]) => placesOf(each, [...at, name]));
}

function change(value: unknown, [name, ...rest]: readonly (string | number)[]): unknown {
  if (name === undefined) return another(value);
  if (Array.isArray(value)) return value.map((each, index) => (index === Number(name) ? change(each, rest) : each));
  const object = value as Record<string, unknown>;
  return { ...object, [name]: change(object[name], rest) };
}

function another(leaf: unknown): unknown {
  if (typeof leaf === "bigint") return leaf ^ 1n;
  if (typeof leaf === "number") return leaf + 1;
  const text = String(leaf);
  const others: Record<string, string> = { session: "day", hour: "week", day: "hour", week: "session", "": "1" };
  const rules: Record<string, string> = { between: "one of", "one of": "between", "length between": "hash one of" };
  const last = text.at(-1) === "1" ? "2" : "1";
  if (text === "0x") return "0x01";
  if (text.startsWith("0x")) return text.slice(0, -1) + last;
  return others[text] ?? rules[text] ?? (text === "hash one of" ? "length between" : next(text));
}

/** Another argument, another counter, another function. */
function next(text: string): string {
  if (/^\d/.test(text)) return text.replace(/\d+$/, (number) => String((Number(number) % 200) + 1));
  if (text === "calls" || text === "value") return text === "calls" ? "value" : "calls";
  return `x${text}`;
}

/** The grant, from nothing but what stands on the card. */
function readBack({ permissions }: CardRequest, { details: rows }: CardFacts): Record<keyof Grant, unknown> {
  const details = new Map(rows.map(({ id, value }) => [id, value]));
  const textOf = (id: string) => details.get(id) ?? "";
  const numberIn = (id: string) => BigInt(/\d+/.exec(textOf(id))?.[0] ?? -1);
  const secondsOf = (id: string) => Number(/^second (\d+)$/.exec(textOf(id))?.[1] ?? Date.parse(textOf(id)) / 1_000);
  return {
    ...{ account: textOf("account"), sessionKey: textOf("sessionKey"), paymaster: textOf("paymaster") },
    ...{ validAfter: secondsOf("begins"), validUntil: secondsOf("ends"), maxActions: Number(numberIn("calls")) },
    ...{ maxSpend: numberIn("spend"), maxGasWei: numberIn("gas"), nonceKey: numberIn("lane"), epoch: textOf("epoch") },
    permissions: permissions.map(({ permission }) => permission),
  };
}

/** Capitals of an address are a checksum, and no part of it. */
const plainJson = (value: unknown) =>
  JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each)).toLowerCase();

test(`${GRANTS} random grants are read back from the card, and with any one field changed the card reads differently`, () => {
  const dice = createDice(7);
  let [seen, changed] = [0, 0];
  for (let seed = 0; seen < GRANTS; seed++) {
    const grant = randomGrant(seed);
    const card = cardOf(grant);
    if (!card) continue;
    seen++;
    const facts = readCard(card, { locale: "en" });
    const read = readBack(card, facts);
    for (const name of Object.keys(grant) as (keyof Grant)[]) {
      if (plainJson(read[name]) !== plainJson(grant[name]))
        expect(read[name], `grant ${seed}, ${name}`).toEqual(grant[name]);
    }
    const places = placesOf(grant);
    const place = dice.pick(places);
    const other = cardOf(change(grant, place) as Grant);
    if (!other) continue;
    changed++;
    if (wordsOf(readCard(other, { locale: "en" })) === wordsOf(facts))
      throw new Error(`Grant ${seed} reads the same with another ${place.join(".")}.`);
  }
  // The others are refused by every reader.
  expect(changed).toBeGreaterThan(0.8 * GRANTS);
}, 600_000);
