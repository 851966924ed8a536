import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { createDice, randomGrant } from "../../test/randomGrants.ts";
import {
  game,
  gameAbi,
  market,
  exampleNow as nowSeconds,
  playable,
  exampleDeployment as world,
} from "../../test/sponsorExample.ts";
import { createGrant } from "../grant/grant.ts";
import type { Grant } from "../grant/grantTypes.ts";
import { createSessionKey } from "../keys/sessionKey.ts";
import { allow, type ContractPermissions } from "../permissions/allow.ts";
import { packRules } from "../permissions/rules.ts";
import { toBase64Url } from "./base64Url.ts";
import { createGrantRequest, mailboxOf, REQUEST_SECONDS, readGrantRequest, requireAnswerable } from "./grantRequest.ts";
import { readRequestText, writeRequest } from "./requestText.ts";
import { sealGrant } from "./sealGrant.ts";

const limits = { calls: 50, spend: 10n, duration: 1_200 };
const key = await createSessionKey(world.p256Verifier);
const ask = (permissions: readonly ContractPermissions[] = [playable]) =>
  createGrantRequest({ world, nowSeconds, key, permissions, limits, name: "Explorer" });

/** What an owner's device makes of a request. */
async function answer(text: string, changes: Partial<Grant> & { durationSeconds?: number } = {}, chainId = 31337) {
  const request = await readGrantRequest(text);
  const { durationSeconds = request.limits.duration, ...fields } = changes;
  const made = createGrant({
    ...{ account: market, lane: 7, epoch: `0x${"00".repeat(32)}`, validator: request.validator, nowSeconds },
    ...{ sessionKey: request.sessionKey, permissions: request.permissions, maxGasWei: 1n, durationSeconds },
    ...{ maxActions: request.limits.calls, maxSpend: request.limits.spend },
  });
  const grant = { ...made, ...fields };
  const factory = { factory: game, factoryData: "0x" } as const;
  return sealGrant(request, { chainId, validator: request.validator, grant, ownerSignature: "0x01", factory });
}
const refused = (because: string) => expect.objectContaining({ name: "GrantRequestError", because });

test("a request goes to the owner and its grant comes back, without a key in either", async () => {
  const { text, code, request, secret, open } = await ask();
  const received = await readGrantRequest(text);
  expect(received).toMatchObject({ ...request, code });
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(await mailboxOf(secret)).toBe(request.mailbox);
  const json = Buffer.from(text, "base64url").toString();
  expect(json).toContain(key.signer);
  expect(json, "the secret stays with the asker").not.toContain(secret.slice(2));
  requireAnswerable(received, world, nowSeconds + REQUEST_SECONDS - 1);

  const sealed = await answer(text);
  expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("permissions");
  const { grant } = await open(` ${sealed}\n`);
  expect([grant.sessionKey, grant.maxActions]).toEqual([key.signer.toLowerCase(), limits.calls]);
});

test("the owner may give less, and never more", async () => {
  const { text, open } = await ask();
  const [move] = playable.permissions;
  if (!move) throw new Error("the example has functions");
  const narrow = await open(
    await answer(text, { permissions: [move], maxActions: 1, maxSpend: 0n, durationSeconds: 90 }),
  );
  expect(narrow.grant.permissions).toEqual([move]);
  const more = allow({ address: game, abi: gameAbi, functions: { withdraw: true } }).permissions;
  for (const wider of [{ maxActions: 51 }, { maxSpend: 11n }, { durationSeconds: 1_201 }, { permissions: more }]) {
    await expect(open(await answer(text, wider))).rejects.toThrow(refused("wider"));
  }
});

test("an answer to another request, for another key or world, or a changed one is refused in words", async () => {
  const [one, two] = await Promise.all([ask(), ask()]);
  await expect(one.open(await answer(two.text))).rejects.toThrow(refused("sealed"));
  await expect(one.open(await answer(one.text, { sessionKey: `0x${"22".repeat(84)}` }))).rejects.toThrow(
    refused("key"),
  );
  await expect(one.open(await answer(one.text, {}, 1))).rejects.toThrow(refused("world"));
  const sealed = await answer(one.text);
  const changed = `${sealed.slice(0, 200)}${sealed[200] === "A" ? "B" : "A"}${sealed.slice(201)}`;
  for (const bad of [changed, sealed.slice(0, -4), "", "not base64!"]) {
    await expect(one.open(bad)).rejects.toThrow(refused("sealed"));
  }
  await expect(one.open(sealed)).resolves.toBeDefined();
});

test("a stale request, one from the far future and one of another world are refused", async () => {
  const { request } = await ask();
  const at = (seconds: number) => () => requireAnswerable(request, world, nowSeconds + seconds);
  expect(at(REQUEST_SECONDS)).toThrow(refused("expired"));
  expect(at(-REQUEST_SECONDS - 1)).toThrow(refused("expired"));
  expect(at(0)).not.toThrow();
  for (const other of [{ chainId: 1 }, { sessionValidator: game }]) {
    expect(() => requireAnswerable(request, { ...world, ...other }, nowSeconds)).toThrow(refused("world"));
  }
});

test("one changed letter is another request, with another code", async () => {
  const { text, request, code } = await ask();
  const renamed = await readGrantRequest(writeRequest({ ...request, name: "Explorex" }));
  expect(renamed.code).not.toBe(code);
  expect(renamed.id).not.toBe((await readGrantRequest(text)).id);
});

function isAccepted(grant: Grant): boolean {
  try {
    packRules(grant);
    return true;
  } catch {
    return false;
  }
}

test("every request is read as it was written", async () => {
  const { request } = await ask();
  let read = 0;
  for (let seed = 0; seed < 300; seed++) {
    const grant = randomGrant(seed);
    // The chain refuses the others, and so does the reader.
    if (!isAccepted(grant)) continue;
    const some = { ...request, permissions: grant.permissions.slice(0, 30), sessionKey: grant.sessionKey };
    const text = writeRequest(some);
    if (text.length > 12_000) continue;
    expect(readRequestText(text), `seed ${seed}`).toEqual(some);
    read++;
  }
  expect(read).toBeGreaterThan(50);
});

test("a request for a whole game fits a code that cameras read", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `function action${index}(uint256 tile, uint256 most)`);
  const abi = parseAbi(names);
  const functions = Object.fromEntries(names.map((_, index) => [`action${index}`, true])) as never;
  const { text } = await ask([allow({ address: game, abi, functions })]);
  expect(text.length).toBeLessThan(2_000);
});

test("whatever is no complete request is refused by its field", async () => {
  const { text, request } = await ask();
  const json = JSON.parse(Buffer.from(text, "base64url").toString());
  const write = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
  for (const name of Object.keys(json)) {
    const { [name]: _, ...part } = json;
    expect(() => readRequestText(write(part)), name).toThrow(refused("unreadable"));
    expect(() => readRequestText(write({ ...json, [name]: { a: [] } })), name).toThrow(name);
  }
  expect(() => readRequestText(write({ ...json, more: 1 }))).toThrow("more");
  expect(() =>
    readRequestText(write({ ...json, may: [[game, { functionSignature: "move(bytes)", maxValue: "-1" }]] })),
  ).toThrow("maxValue");
  expect(() => readRequestText(write({ ...json, version: "2" }))).toThrow("version");
  const dice = createDice(1);
  for (let round = 0; round < 200; round++) {
    const at = dice.below(text.length);
    const broken = `${text.slice(0, at)}${dice.pick(["", "!", "_", "AAAA"])}${text.slice(at + dice.below(3))}`;
    try {
      readRequestText(broken);
    } catch (error) {
      expect(error).toEqual(refused("unreadable"));
    }
  }
  for (const bad of ["", "a", "e30", "bnVsbA", "A".repeat(12_001)]) {
    expect(() => readRequestText(bad)).toThrow(refused("unreadable"));
  }
  await expect(sealGrant({ ...request, id: "0x", sealTo: `0x04${"11".repeat(64)}` }, {} as never)).rejects.toThrow(
    refused("unreadable"),
  );
});

test("a name cannot change what is read", async () => {
  const { request } = await ask();
  const received = await readGrantRequest(writeRequest({ ...request, name: "Your bank\u202e\u200b" }));
  expect(received.name).toBe("Your bank\\u{202e}\\u{200b}");
  await expect(
    createGrantRequest({ world, nowSeconds, key, permissions: [playable], limits, name: "x".repeat(41) }),
  ).rejects.toThrow("cannot be asked");
});
