import type { Page } from "@playwright/test";
import { expect, test } from "./test";

/** An event on the document reports what a policy refuses; this collects the events from the first script on. */
async function collectViolations(page: Page) {
  const seen: string[] = [];
  await page.exposeFunction("tellViolation", (words: string) => seen.push(words));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile }) => {
      const tell = Reflect.get(window, "tellViolation") as (words: string) => void;
      tell(`${violatedDirective}: ${blockedURI} ${sample} in ${sourceFile}`);
    });
  });
  return seen;
}

const nonceOf = (policy: string | undefined) => /script-src 'nonce-([^']+)' 'strict-dynamic';/.exec(policy ?? "")?.[1];

test("the game works under a strict policy, each page with its own nonce", async ({
  page,
  guard,
  game,
  panels,
  walkAsGuest,
}) => {
  const violations = await collectViolations(page);
  const nonces: (string | undefined)[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "document") {
      nonces.push(nonceOf(response.headers()["content-security-policy"]));
    }
  });

  await walkAsGuest("east");
  for (const name of ["pack", "make", "errands", "bazaar", "session"] as const) await panels.open(name);
  await page.reload();
  await game.waitUntilPlayable();
  guard.forgive(/no-such-page/);
  await page.goto("/no-such-page");
  await expect(page.getByRole("heading")).toBeVisible();

  expect(violations).toEqual([]);
  expect(nonces.length).toBeGreaterThanOrEqual(3);
  expect(nonces).not.toContain(undefined);
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("a script that somebody injected into a page does not run", async ({ page, guard }) => {
  guard.forgive(/Content Security Policy|violates the following|^request: csp /);
  const violations = await collectViolations(page);
  // As if a name, an item or a header had been inserted into the page unescaped.
  await page.route("/", async (route) => {
    const response = await route.fetch();
    const injected = [
      `<base href="https://evil.example/">`,
      `<script>window.injected = "inline"</script>`,
      `<script nonce="Z3Vlc3NlZCBub25jZSAhIQ==">window.injected = "a guessed nonce"</script>`,
      `<script src="/game/ground.json"></script>`,
      `<script src="data:text/javascript,window.injected='data'"></script>`,
      `<img src="data:," onerror="window.injected = 'handler'">`,
      `<iframe src="javascript:parent.injected='frame'"></iframe>`,
      `<object data="data:text/html,x"></object>`,
      `<style>body { display: none }</style>`,
    ].join("");
    await route.fulfill({ response, body: (await response.text()).replace("<body>", `<body>${injected}`) });
  });
  await page.goto("/");
  await expect(page.getByTestId("play").first(), "the page's own scripts and styles work").toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "injected"))).toBeUndefined();
  for (const directive of ["script-src-elem", "script-src-attr", "base-uri", "object-src", "style-src-elem"]) {
    await expect.poll(() => violations.join("\n"), directive).toContain(directive);
  }
  // A timer accepts text as code, and then the page evaluates it, not this call.
  await page.evaluate(() => void setTimeout("window.injected = 'text'"));
  await expect.poll(() => violations.filter((words) => words.includes("eval")).length, "eval").toBe(1);
  expect(await page.evaluate(() => Reflect.get(window, "injected"))).toBeUndefined();
});
