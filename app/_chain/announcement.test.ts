import { describe, expect, test } from "vitest";
import { readAnnouncements, readName } from "./announcement";

const png = "data:image/png;base64,iVBORw0KGgo=";
const one = (change: object) => readAnnouncements([{ id: "io.good.wallet", name: "Good", icon: png, ...change }])[0];

describe("an announced wallet", () => {
  test("is listed with its name, origin and picture", () => {
    expect(one({})).toEqual({ id: "io.good.wallet", name: "Good", origin: "io.good.wallet", icon: png });
    expect(readName("Coinbase Wallet")).toBe("Coinbase Wallet");
    expect(readName("Кошелёк 钱包 🦊"), "other scripts are names too").toBe("Кошелёк 钱包 🦊");
  });

  test("appears once per id, ignoring case; the first one counts", () => {
    const rows = readAnnouncements([
      { id: "io.good.wallet", name: "Good" },
      { id: "io.good.wallet", name: "Evil" },
      { id: "IO.Good.Wallet", name: "Evil" },
      { id: "io.other", name: "Other" },
    ]);
    expect(rows.map(({ name }) => name)).toEqual(["Good", "Other"]);
  });

  test("keeps a name that we gave it, which no other wallet may have", () => {
    const name = "A wallet on another device";
    const rows = readAnnouncements([
      { id: "io.evil", name },
      { id: "walletConnect", name, isOurs: true },
    ]);
    expect(rows.map((row) => row.name)).toEqual(["Unnamed wallet", name]);
  });

  test("without an id is left out, because it cannot be asked", () => {
    expect(readAnnouncements([{ id: undefined as unknown as string, name: "Nobody" }])).toEqual([]);
  });

  test.each([
    ["a long name", "W".repeat(10_000), `${"W".repeat(31)}…`],
    ["line ends and control characters", "Good\n\u0000\u0007Wallet\r", "Good Wallet"],
    ["marks that change the text direction", "Good\u202e tellaW\u2066\u200f", "Good tellaW"],
    ["zero-width letters", "Go\u200bod\ufeff", "Go od"],
    ["many combining marks", `G${"\u0301".repeat(50)}`, "Ǵ\u0301\u0301"],
    ["nothing", "", "Unnamed wallet"],
    ["invisible characters", "\u3164\u200b\u2800", "Unnamed wallet"],
    ["no text", ["Good"], "Unnamed wallet"],
    ["markup, which React shows as text", "<img src=x>", "<img src=x>"],
  ])("with %s is limited", (_, name, shown) => {
    expect(readName(name)).toBe(shown);
  });

  test.each([
    "Play as guest",
    "  PLAY  AS  GUEST! ",
    "Рlау аs guеst",
    "P1ay as guest",
    "Ｐlay as guest",
    "Play as guest (recommended)",
    "Create a new pаsskey",
    "Hοurglass Wallet",
    "I have a passkey",
    "Sign and play",
    "A wallet on another device",
    "A wallеt on an0ther device",
    "Browser wallet",
  ])("loses a name that looks like one of our buttons: %s", (name) => {
    expect(readName(name)).toBe("Unnamed wallet");
  });

  test.each([
    ["from elsewhere", "https://evil.example/track.png"],
    ["not a picture", "data:text/html,<script>1</script>"],
    ["a script", "javascript:alert(1)"],
    ["too large", `data:image/png;base64,${"A".repeat(200_000)}`],
    ["not a text", 7],
    ["of an unusual type", "data:image/x-icon;base64,AA"],
  ])("with an icon %s gets our default icon", (_, icon) => {
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
