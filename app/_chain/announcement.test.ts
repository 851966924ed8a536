import { describe, expect, test } from "vitest";
import { readAnnouncements, readName } from "./announcement";

const png = "data:image/png;base64,iVBORw0KGgo=";
const one = (change: object) => readAnnouncements([{ id: "io.good.wallet", name: "Good", icon: png, ...change }])[0];

describe("what a wallet announces", () => {
  test("stands in the list with its name, its origin and its picture", () => {
    expect(one({})).toEqual({ id: "io.good.wallet", name: "Good", origin: "io.good.wallet", icon: png });
    expect(readName("Coinbase Wallet")).toBe("Coinbase Wallet");
    expect(readName("Кошелёк 钱包 🦊"), "other scripts are names too").toBe("Кошелёк 钱包 🦊");
  });

  test("is one row for each id, the first that came, whatever its letters", () => {
    const rows = readAnnouncements([
      { id: "io.good.wallet", name: "Good" },
      { id: "io.good.wallet", name: "Evil" },
      { id: "IO.Good.Wallet", name: "Evil" },
      { id: "io.other", name: "Other" },
    ]);
    expect(rows.map(({ name }) => name)).toEqual(["Good", "Other"]);
  });

  test("without an id cannot be asked, and is left out", () => {
    expect(readAnnouncements([{ id: undefined as unknown as string, name: "Nobody" }])).toEqual([]);
  });

  test.each([
    ["a long name", "W".repeat(10_000), `${"W".repeat(31)}…`],
    ["line ends and control characters", "Good\n\u0000\u0007Wallet\r", "Good Wallet"],
    ["marks that turn the direction", "Good\u202e tellaW\u2066\u200f", "Good tellaW"],
    ["letters without width", "Go\u200bod\ufeff", "Go od"],
    ["a heap of marks", `G${"\u0301".repeat(50)}`, "Ǵ\u0301\u0301"],
    ["nothing", "", "Unnamed wallet"],
    ["nothing to see", "\u3164\u200b\u2800", "Unnamed wallet"],
    ["no text", ["Good"], "Unnamed wallet"],
    ["markup, which React shows as text", "<img src=x>", "<img src=x>"],
  ])("with %s is clamped", (_, name, shown) => {
    expect(readName(name)).toBe(shown);
  });

  test.each([
    "Play as guest",
    "  PLAY  AS  GUEST! ",
    "Рlау аs guеst",
    "P1ay as guest",
    "Ｐlay as guest",
    "Play as guest (recommended)",
    "Make a pаsskey",
    "Hοurglass Wallet",
    "I have one",
    "Sign and play",
  ])("under the name of a button of ours loses it: %s", (name) => {
    expect(readName(name)).toBe("Unnamed wallet");
  });

  test.each([
    ["from elsewhere", "https://evil.example/track.png"],
    ["of no picture", "data:text/html,<script>1</script>"],
    ["of a script", "javascript:alert(1)"],
    ["too large", `data:image/png;base64,${"A".repeat(200_000)}`],
    ["of no text", 7],
    ["of an odd type", "data:image/x-icon;base64,AA"],
  ])("with an icon %s gets ours", (_, icon) => {
    expect(one({ icon })?.icon).toBeUndefined();
  });

  test.each(["data:image/svg+xml,<svg/>", " data:image/webp;base64,UklGRg==\n", "data:image/PNG;base64,AA"])(
    "keeps a picture that may be shown: %s",
    (icon) => expect(one({ icon })?.icon).toBe(icon.trim()),
  );

  test.each(["injected", "x".repeat(99), "io.good\u202ewallet", "a b.c"])("with the id %j shows no origin", (id) => {
    expect(one({ id })?.origin).toBeUndefined();
  });
});
