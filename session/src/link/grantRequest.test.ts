import { hexToBytes, parseAbi } from "viem";
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
import type { Grant, Permission } from "../grant/grantTypes.ts";
import { createSessionKey } from "../keys/sessionKey.ts";
import { allow, type ContractPermissions } from "../permissions/allow.ts";
import { packRules } from "../permissions/rules.ts";
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
  const packed = Buffer.from(text, "base64url").toString("hex");
  expect(packed, "x of the key").toContain(key.signer.slice(42, 106));
  expect(packed, "the secret stays with the asker").not.toContain(secret.slice(2));
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

/** A game of twelve functions. */
function wholeGame() {
  const names = Array.from({ length: 12 }, (_, index) => `function action${index}(uint256 tile, uint256 most)`);
  const functions = Object.fromEntries(names.map((_, index) => [`action${index}`, true])) as never;
  return allow({ address: game, abi: parseAbi(names), functions });
}
const askGame = (known: readonly Permission[], permissions = wholeGame()) =>
  createGrantRequest({
    world,
    nowSeconds,
    key,
    permissions: [permissions],
    limits,
    known,
    name: "Hourglass on Windows",
  });

test("a request for a whole game that both sides know fits a code that cameras read at once", async () => {
  const { permissions: known } = wholeGame();
  const { text } = await askGame(known);
  // A code of 61 modules a side, at the lowest level of correction, holds 321 characters: the page's address, and this.
  expect(`https://hourglass.example.org/approve#${text}`.length).toBeLessThan(321);
  expect((await readGrantRequest(text, known)).permissions).toEqual(known);
  expect((await askGame([])).text.length, "in full").toBeLessThan(800);
});

test("what both sides know is asked for by number, and another list is another world", async () => {
  const { permissions: known } = wholeGame();
  const some = { ...wholeGame(), permissions: known.filter((_, index) => index % 5 === 1) };
  const { text } = await askGame(known, some);
  expect((await readGrantRequest(text, known)).permissions).toEqual(some.permissions);
  const otherOrder = [...known].reverse();
  const longer = [...known, ...playable.permissions];
  for (const others of [otherOrder, longer, known.slice(1), [], playable.permissions]) {
    expect(() => readRequestText(text, others)).toThrow(refused("world"));
  }
  const [none, tooMany] = [known.map(() => 0), known.map(() => 0xff)];
  for (const bits of [none.slice(0, 2), tooMany.slice(0, 2), [1], [1, 0, 0]]) {
    const packed = Buffer.from(text, "base64url");
    const changed = Buffer.concat([packed.subarray(0, -2), Uint8Array.from(bits)]).toString("base64url");
    expect(() => readRequestText(changed, known), bits.join()).toThrow(refused("unreadable"));
  }
  // An asker who does not know the list says them in full, and the owner who does reads the same.
  const inFull = await askGame([], some);
  expect((await readGrantRequest(inFull.text, known)).permissions).toEqual(some.permissions);
  // In another order, or beside others, permissions are said in full, and are those.
  const reversed = await askGame(known, { ...wholeGame(), permissions: otherOrder });
  expect((await readGrantRequest(reversed.text, known)).permissions).toEqual(otherOrder);
  const beside = await askGame(known, { ...wholeGame(), permissions: longer });
  expect((await readGrantRequest(beside.text, [])).permissions).toEqual(longer);
});

/** The fields of a request before the permissions, by the number of their bytes. */
const fields = {
  ...{ version: 1, chainId: 3, validator: 20, name: 9, sessionKey: 54, calls: 1, spend: 1, duration: 2 },
  ...{ expiresAt: 5, sealTo: 33, mailbox: 32, may: 1 },
};

test("whatever is no complete request is refused by its field", async () => {
  const { text, request } = await ask();
  const packed = Buffer.from(text, "base64url");
  const write = (...parts: Uint8Array[]) => Buffer.concat(parts).toString("base64url");
  let at = 0;
  for (const [name, length] of Object.entries(fields)) {
    expect(() => readRequestText(write(packed.subarray(0, at))), `without ${name}`).toThrow(refused("unreadable"));
    expect(() => readRequestText(write(packed.subarray(0, at))), `without ${name}`).toThrow(name);
    at += length;
  }
  expect(packed.subarray(at).toString()).toMatch(/^\[\[/);
  const say = (may: unknown) => write(packed.subarray(0, at), new TextEncoder().encode(JSON.stringify(may)));
  expect(() => readRequestText(say([[game, { functionSignature: "move(bytes)", maxValue: "-1" }]]))).toThrow(
    "maxValue",
  );
  expect(() => readRequestText(say([[game, "move(bytes)", "move(bytes)"]])), "as it was").not.toThrow();
  expect(() => readRequestText(say([[game], [game, "move(bytes)"]])), "another form").toThrow(refused("unreadable"));
  expect(() => readRequestText(say({}))).toThrow("may");
  expect(() => readRequestText(`${text}AAAA`), "more").toThrow(refused("unreadable"));
  expect(() => readRequestText(write(Uint8Array.of(1), packed.subarray(1)))).toThrow("version");
  const first = Buffer.from(JSON.stringify({ version: "1" })).toString("base64url");
  expect(() => readRequestText(first), "the first form, which was JSON").toThrow("version");
  const huge = write(packed.subarray(0, 1), new Uint8Array(30).fill(255));
  expect(() => readRequestText(huge), "an endless number").toThrow("chainId");
  const padded = write(packed.subarray(0, 3), Uint8Array.of(0x81, 0), packed.subarray(4));
  expect(() => readRequestText(padded), "a number in a longer form").toThrow(refused("unreadable"));
  const longKey = write(packed.subarray(0, 33), Uint8Array.of(84), hexToBytes(request.sessionKey), packed.subarray(87));
  expect(() => readRequestText(longKey), "a key in a longer form").toThrow(refused("unreadable"));
  const dice = createDice(1);
  for (let round = 0; round < 200; round++) {
    const place = dice.below(text.length);
    const broken = `${text.slice(0, place)}${dice.pick(["", "!", "_", "AAAA"])}${text.slice(place + dice.below(3))}`;
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

test("every single changed letter gives another request or none", async () => {
  const { text, request } = await ask();
  const letters = "AQgw_-9z";
  let others = 0;
  for (let at = 0; at < text.length; at++) {
    for (const letter of letters) {
      if (text[at] === letter) continue;
      try {
        expect(readRequestText(`${text.slice(0, at)}${letter}${text.slice(at + 1)}`), `${at}`).not.toEqual(request);
        others++;
      } catch (error) {
        expect(error).toEqual(refused("unreadable"));
      }
    }
  }
  expect(others).toBeGreaterThan(100);
});

test("a name cannot change what is read", async () => {
  const { request } = await ask();
  const received = await readGrantRequest(writeRequest({ ...request, name: "Your bank\u202e\u200b" }));
  expect(received.name).toBe("Your bank\\u{202e}\\u{200b}");
  await expect(
    createGrantRequest({ world, nowSeconds, key, permissions: [playable], limits, name: "x".repeat(41) }),
  ).rejects.toThrow("cannot be asked");
});
