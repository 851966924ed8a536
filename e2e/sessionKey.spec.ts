import { createECDH } from "node:crypto";
import { readKeyStore } from "./fixtures/keys";
import { expect, test } from "./test";

test("keys never leave the browser's key store, and a session survives a reload", async ({
  page,
  chain,
  guard,
  doors,
  game,
  panels,
  panel,
  keep,
  walkAsGuest,
}) => {
  await walkAsGuest("east");
  const before = await readKeyStore(page);

  await test.step("a reload continues with the same key, without a prompt", async () => {
    await page.reload();
    await game.waitUntilPlayable();
    await expect(doors.connect).toHaveCount(0);
    await expect(doors.card).toHaveCount(0);
    await game.step("west");
    await game.waitUntilConfirmed();
    await keep("reloaded");
  });

  const { keys, plain } = await readKeyStore(page);
  await test.step("the stored keys are opaque: the session's and the guest's", () => {
    expect(keys.map(({ name, point }) => ({ name, point }))).toEqual(
      before.keys.map(({ name, point }) => ({ name, point })),
    );
    const secrets = keys.filter(({ type }) => type === "private");
    expect(secrets.map(({ name }) => name).sort()).toEqual([
      "owner.privateKey",
      expect.stringMatching(/^session\/0x[0-9a-f]{40}\.keyPair\.privateKey$/),
    ]);
    for (const { name, extractable, usages, exports } of secrets) {
      expect(extractable, name).toBe(false);
      expect(usages).toEqual(["sign"]);
      expect(Object.values(exports), `${name}: every export is refused`).not.toContain("exported");
    }
    expect(keys.filter(({ type }) => type === "secret")).toEqual([]);
  });

  await test.step("nothing that was stored, logged or sent is a private key", async () => {
    const elsewhere = await page.evaluate(() => [
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      location.href,
      document.documentElement.outerHTML,
    ]);
    const cookies = await page.context().cookies();
    const everything = [plain, ...elsewhere, ...guard.heard(), JSON.stringify(cookies)].join("\n");
    expect(everything).not.toMatch(/"d"\s*:/);
    expect(everything).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|MIGHAgEAMBMGByqGSM49|308187020100301306072a8648ce3d/);
    const points = new Set(keys.map(({ point }) => point).filter((point) => point !== undefined));
    expect(points.size).toBe(2);
    const candidates = new Set(hexWindows(everything));
    expect(candidates.size, "the search must have something to search in").toBeGreaterThan(10);
    expect([...candidates].filter((candidate) => points.has(publicPointOf(candidate) ?? "none"))).toEqual([]);
  });

  await test.step("chain, screen and game agree", async () => {
    await panels.open("session");
    const player = await chain.readPlayer(await panel.readAccount());
    expect(Number(player.tile)).toBe(await game.readTile());
    expect(Number(player.steps)).toBe(2);
    await expect(panel.root).toHaveAttribute("data-state", "enabled");
  });
});

/** Every 32 bytes written as hex somewhere, at byte steps within longer runs. */
function* hexWindows(text: string): Generator<string> {
  for (const [run] of text.matchAll(/[0-9a-fA-F]{64,}/g)) {
    // A run longer than a few words is call data, whose words are 32 bytes apart after a selector.
    const offsets = run.length <= 512 ? 2 : 8;
    for (let from = 0; from + 64 <= run.length; from += offsets) yield run.slice(from, from + 64).toLowerCase();
  }
}

/** The P-256 public key of this number as a private key. */
function publicPointOf(hex: string): string | undefined {
  const curve = createECDH("prime256v1");
  try {
    curve.setPrivateKey(Buffer.from(hex, "hex"));
    return curve.getPublicKey("hex");
  } catch {
    return undefined; // zero, or above the order of the curve
  }
}
