import { mailboxOf } from "@hourglass/session";
import { toHex } from "viem";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MAX_SEALED } from "@/app/_api/mailbox";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createDatabase, type Database } from "../database";
import { createTestDatabase, type TestDatabase } from "../testDatabase";
import { MAILBOX_MS, putAnswer, readAnswer } from "./mailbox";
import { serveEmptyMailbox, serveMailbox, servePutMailbox } from "./serve";

let own: TestDatabase;
/** Another server on the same database. */
let other: Database;

beforeAll(async () => {
  own = await createTestDatabase();
  stubTestEnv({ DATABASE_URL: own.url, RATE_PER_SECOND: "30" });
  other = createDatabase(own.url);
});
afterAll(async () => {
  await other.$disconnect();
  await (globalThis as { hourglassDatabase?: Database }).hourglassDatabase?.$disconnect();
  await own.drop();
});
beforeEach(async () => {
  await other.mailbox.deleteMany();
});

const secret = toHex(7, { size: 32 });
const id = await mailboxOf(secret);
let sender = 0;

function request(method: string, body?: unknown, headers: Record<string, string> = {}) {
  // Each from an address of its own: the rate has its own test.
  const from = {
    "x-forwarded-for": `10.0.0.${++sender}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const init = {
    method,
    headers: { ...from, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
  return new Request(`http://localhost/api/mailbox/${id}`, init);
}
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
const put = (body: unknown = { sealed: "abc" }, headers = {}) => servePutMailbox(request("PUT", body, headers), id);
const get = (headers = {}) => serveMailbox(request("GET", undefined, headers), id);
const empty = (headers = {}) => serveEmptyMailbox(request("DELETE", undefined, headers), id);
const read = async (answer: Promise<Response>) => {
  const response = await answer;
  return { status: response.status, body: await response.json() };
};

test("an answer waits for the one who asked, who collects and deletes it", async () => {
  expect(await read(get(bearer(secret)))).toEqual({ status: 200, body: { state: "empty" } });
  expect(await read(put())).toEqual({ status: 200, body: { state: "answered" } });
  expect(await read(get()), "others see only that there is one").toEqual({ status: 200, body: { state: "answered" } });
  const answered = { status: 200, body: { state: "answered", sealed: "abc" } };
  expect(await read(get(bearer(secret)))).toEqual(answered);
  expect(await read(get(bearer(secret))), "again, if the first was lost on its way").toEqual(answered);
  for (const wrong of [bearer(toHex(8, { size: 32 })), bearer("0x"), { authorization: "Basic a" }]) {
    expect((await get(wrong)).status).toBe(401);
    expect((await empty(wrong)).status).toBe(401);
  }
  expect((await empty()).status).toBe(401);
  expect((await empty(bearer(secret))).status).toBe(200);
  expect(await read(get(bearer(secret)))).toEqual({ status: 200, body: { state: "answered" } });
  expect(await other.mailbox.findMany({ select: { sealed: true } })).toEqual([{ sealed: null }]);
});

test("a second answer is refused, also after the first was collected, and of two at once one counts", async () => {
  const both = await Promise.all([put({ sealed: "one" }), put({ sealed: "two" })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const again = await read(put());
  expect([again.status, again.body.error.message]).toEqual([409, "This request was answered before."]);
  await empty(bearer(secret));
  expect((await put()).status).toBe(409);
});

test("an answer that nobody collected is deleted when it expires, by whichever server is asked next", async () => {
  const nowMs = Date.now();
  await putAnswer(other, id, "abc", nowMs - MAILBOX_MS + 60_000);
  expect(await readAnswer(other, id, true, nowMs)).toEqual({ state: "answered", sealed: "abc" });
  expect(await readAnswer(other, id, true, nowMs + 60_000)).toEqual({ state: "empty" });
  expect(await other.mailbox.count()).toBe(0);
  const another = await mailboxOf(toHex(9, { size: 32 }));
  await putAnswer(other, id, "abc", nowMs - MAILBOX_MS);
  await putAnswer(other, another, "def", nowMs);
  expect(await other.mailbox.findMany({ select: { id: true } })).toEqual([{ id: another }]);
});

test("what is too large, no text of an answer, or from another site is refused", async () => {
  expect((await put({ sealed: "a".repeat(MAX_SEALED) })).status).toBe(200);
  expect((await put({ sealed: "a".repeat(MAX_SEALED + 1) })).status).toBe(400);
  expect((await put({ sealed: "a".repeat(MAX_SEALED * 2) })).status).toBe(413);
  for (const body of [{}, { sealed: "" }, { sealed: "a b" }, { sealed: "abc", more: 1 }, "abc"]) {
    expect((await put(body)).status, JSON.stringify(body)).toBe(400);
  }
  expect((await put({ sealed: "abc" }, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await serveMailbox(request("GET"), "0x12")).status).toBe(400);
});

test("whoever fills mailboxes is slowed down", async () => {
  const from = { "x-forwarded-for": "10.9.9.9" };
  const answers = await Promise.all(Array.from({ length: 20 }, () => put({ sealed: "abc" }, from)));
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(5);
});

test("without the database it says which part is down", async () => {
  const gone = createDatabase("postgresql://nobody:nothing@127.0.0.1:1/none");
  const shared = globalThis as { hourglassDatabase?: Database };
  const before = shared.hourglassDatabase;
  shared.hourglassDatabase = gone;
  try {
    expect(await read(put())).toMatchObject({ status: 503, body: { error: { data: { part: "database" } } } });
  } finally {
    if (before) shared.hourglassDatabase = before;
    await gone.$disconnect();
  }
});
