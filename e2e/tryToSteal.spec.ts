import { holdSessionKey } from "./fixtures/keys";
import { expect, test } from "./test";

test("a player has the page steal with the live key: the chain refuses each attempt by its rule, and nothing is spent", async ({
  page,
  chain,
  doors,
  game,
  panels,
  keep,
  openSession,
}) => {
  const report = page.getByTestId("steal-report");
  const rules = () => page.getByTestId("theft").evaluateAll((all) => all.map((each) => each.getAttribute("data-rule")));
  /** Of the four attempts: to send, to approve, to last longer, to spend more. */
  const refusals = (last: string) => ["CallNotPermitted", "CallNotPermitted", "GrantWindowInvalid", last];
  const steal = async () => {
    await page.getByTestId("try-to-steal").click();
    await expect(report).toBeVisible();
  };
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(game.startCard).toBeVisible();
  const account = await openSession();

  await test.step("also a key that has done nothing yet", async () => {
    await steal();
    // The account is not on the chain yet, so the operation would create it.
    expect(await rules()).toEqual(refusals("AA24 signature error"));
    expect(await chain.client.getCode({ address: account })).toBeUndefined();
  });

  await panels.close();
  await game.setOut();
  await game.step("east");
  await game.waitUntilConfirmed();
  const held = await holdSessionKey(page, account);
  const before = await chain.readSession(held);
  const sent = await chain.readOperations(account);

  await panels.open("session");
  await test.step("a key that plays", async () => {
    await steal();
    // It was enabled with what the owner signed, and once.
    expect(await rules()).toEqual(refusals("SessionUsedAlready"));
    await expect(page.getByTestId("steal-cost")).toHaveAttribute("data-same", "true");
    await expect(page.getByTestId("steal-cost")).toContainText(
      `Nothing was spent. Before and after: 0 Sand, ${before.actionsLeft.toLocaleString("en")} actions`,
    );
    await page.getByTestId("steal-cost").scrollIntoViewIfNeeded();
    await keep("refused");
    expect(await chain.readSession(held), "the session is as before").toEqual(before);
    expect(await chain.readOperations(account), "nothing went on chain").toHaveLength(sent.length);
  });

  await panels.close();
  await game.step("west");
  await game.waitUntilConfirmed();
  expect((await chain.readOperations(account)).every(({ success }) => success)).toBe(true);
});
