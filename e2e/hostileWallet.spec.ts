import { expectAccessible } from "./fixtures/audit";
import { expect, test } from "./test";

test("wallets with hostile names and pictures are shown as normal rows", async ({ page, doors, keep }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.addInitScript(() => {
    const provider = { request: async () => [], on: () => {}, removeListener: () => {} };
    const good =
      "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><rect width='1' height='1'/></svg>";
    const wallets = [
      { rdns: "io.long", name: "W".repeat(5_000), icon: good },
      { rdns: "io.turned", name: "Good\u202e tellaW\n\n\n\u0000", icon: "https://example.org/seen.png" },
      { rdns: "io.button", name: "Рlay as guest", icon: "data:image/png;base64,AAAA" },
      { rdns: "io.markup", name: "<img src=x onerror=alert(1)>", icon: `data:image/png;base64,${"A".repeat(300_000)}` },
      { rdns: "io.twice", name: "First", icon: good },
      { rdns: "io.twice", name: "Second", icon: good },
    ];
    const say = () => {
      for (const [index, info] of wallets.entries()) {
        const uuid = `3f6c1f0a-6f0e-4b8e-9a55-0c1d5c3d8a0${index}`;
        const detail = Object.freeze({ info: { uuid, ...info }, provider });
        window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
      }
    };
    window.addEventListener("eip6963:requestProvider", say);
    say();
  });
  await doors.arrive();
  const rows = doors.connect.locator("li button");
  await expect(rows).toHaveText([
    /^W{31}…io\.long$/,
    /^Good tellaWio\.turned$/,
    /^Unnamed walletio\.button$/,
    /^<img src=x onerror=alert\(1\)>io\.markup$/,
    /^Firstio\.twice$/,
    // The page's own row.
    /^A wallet on another deviceBy WalletConnect$/,
  ]);
  await expect(doors.connect.getByRole("button", { name: "Play as guest" }), "there is one such button").toHaveCount(1);
  // Only a safe picture is shown; for one from another site, a broken one and a huge one our default icon is shown.
  await expect(rows.locator("img")).toHaveCount(2);
  await expect(rows.locator("svg.size-8")).toHaveCount(4);
  const widths = await rows.evaluateAll((all) => all.map((row) => row.scrollWidth - row.clientWidth));
  expect(widths, "no name runs out of its row").toEqual([0, 0, 0, 0, 0, 0]);
  expect(asked.filter((url) => url.includes("example.org"))).toEqual([]);
  await expectAccessible(page, "hostile wallets");
  await keep("1-wallets");
});
