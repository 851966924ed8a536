import { readKeyStore } from "./fixtures/keys";
import { expect, test } from "./test";

const key = `0x${"4f".repeat(32)}`;
const account = `0x${"ab".repeat(20)}`;

test("a session in the page's URL is not read", async ({ page, doors }) => {
  const words = new URLSearchParams({
    ...{ session: key, sessionKey: key, key, privateKey: key, account, owner: account, world: key },
    grant: JSON.stringify({ account, sessionKey: key, maxActions: 5000 }),
    ownerSignature: key,
    voucher: key,
  });
  for (const address of [`/play?${words}`, `/play#${words}`, `/play?${words}#${words}`]) {
    await page.goto(address);
    await expect(doors.connect, "the page asks who plays").toBeVisible();
    const { keys, records, plain } = await readKeyStore(page);
    expect(keys.filter(({ type }) => type !== "public")).toEqual([]);
    expect(JSON.stringify([records, plain])).not.toContain(key.slice(2));
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(stored).not.toContain(key);
  }
});

test("clearing storage during play loses only the session: the page asks again", async ({
  page,
  chain,
  baseURL,
  walkAsGuest,
  openSession,
}) => {
  await walkAsGuest("east");
  const before = await openSession();

  // The same as "clear site data". An open page keeps its databases; they are deleted when it closes.
  await page.goto("about:blank");
  const client = await page.context().newCDPSession(page);
  await client.send("Storage.clearDataForOrigin", { origin: new URL(baseURL ?? "").origin, storageTypes: "all" });

  await walkAsGuest("west");
  const after = await openSession();
  expect(after, "the guest's key was in the storage, so this is another guest").not.toBe(before);
  expect(Number((await chain.readPlayer(before)).steps), "what was played stays on chain").toBe(1);
  expect(Number((await chain.readPlayer(after)).steps)).toBe(1);
});
