import { createChain } from "./fixtures/chain";
import { APP_GONE, DOOR_DOWN } from "./fixtures/guard";
import { readKeyStore } from "./fixtures/keys";
import { expect, test } from "./test";

test("the page notices a new world, deletes the old one's data, and plays in the new one", async ({
  page,
  stack,
  guard,
  doors,
  game,
  panels,
  keep,
  walkAsGuest,
  openSession,
}) => {
  guard.forgive(DOOR_DOWN);
  guard.forgive(APP_GONE);
  await walkAsGuest("east");
  const oldAccount = await openSession();
  await panels.close();
  const old = await readKeyStore(page);

  await stack.reset();
  await expect(doors.connect, "the page comes back at the first door by itself").toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId("notice").first()).toContainText("new world");
  await keep("new-world");
  expect((await readKeyStore(page)).keys, "no key of the old world is left").toEqual([]);

  await doors.guest.click();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("west");
  await game.waitUntilConfirmed();
  const account = await openSession();
  expect(account).not.toBe(oldAccount);
  expect((await readKeyStore(page)).keys.map(({ point }) => point)).not.toEqual(old.keys.map(({ point }) => point));
  const player = await createChain(stack).readPlayer(account);
  expect(Number(player.tile)).toBe(await game.readTile());
  expect(Number(player.steps)).toBe(1);
});
