/** A wallet as it is shown. Everything in it was written by the wallet, so nothing of it is taken as it came. */
export type WalletChoice = {
  /** What it is asked for by. Never shown. */
  id: string;
  name: string;
  /** Where it says that it comes from (`io.metamask`), shown below the name. */
  origin: string | undefined;
  /** A `data:` picture of a bounded size, or none: then ours stands there. */
  icon: string | undefined;
};

/** What EIP-6963 and wagmi tell of a wallet. */
export type Announcement = { id: string; name: string; icon?: string | undefined };

const MAX_NAME = 32;
const MAX_ORIGIN = 48;
/** Of the whole `data:` address. Wallets' own have 1 to 60 kB. */
const MAX_ICON = 128 * 1024;
const ICON = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;
const ORIGIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const UNNAMED = "Unnamed wallet";

/** What our own buttons and headings say: a wallet of that name would be taken for one of them. */
const OUR_WORDS = [
  ...["Play as guest", "Just play", "Make a passkey", "Use a passkey", "Play with your passkey", "I have one"],
  ...["Another one", "Look around first", "Sign and play", "Sign and play on", "End session", "Hourglass"],
];

/**
 * The list of wallets, fit to be shown: one row for each id, names and pictures clamped.
 * @param announced In the order in which they came.
 * @returns In the same order; of two with one id the first.
 */
export function readAnnouncements(announced: readonly Announcement[]): readonly WalletChoice[] {
  const seen = new Set<string>();
  return announced.flatMap(({ id, name, icon }) => {
    // Wallets are not typed: one without an id could not be asked.
    if (typeof id !== "string") return [];
    const key = id.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ id, name: readName(name), origin: readOrigin(id), icon: readIcon(icon) }];
  });
}

/** A name in one line of plain characters, cut to a length, that is not one of our own buttons. */
export function readName(name: unknown): string {
  if (typeof name !== "string") return UNNAMED;
  const plain = name
    // A name of a megabyte is not worth more work than its beginning.
    .slice(0, 500)
    .normalize("NFKC")
    // Control characters, line ends, marks that turn the direction of writing, joiners, private and broken ones.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu, " ")
    // More than two marks on one letter climb over the lines above.
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/\s+/gu, " ")
    .trim();
  const letters = [...plain];
  const cut =
    letters.length > MAX_NAME
      ? `${letters
          .slice(0, MAX_NAME - 1)
          .join("")
          .trimEnd()}…`
      : plain;
  return cut === "" || isOurs(plain) ? UNNAMED : cut;
}

function readOrigin(id: string): string | undefined {
  return id.length <= MAX_ORIGIN && ORIGIN.test(id) ? id.toLowerCase() : undefined;
}

function readIcon(icon: unknown): string | undefined {
  if (typeof icon !== "string" || icon.length > MAX_ICON) return undefined;
  const plain = icon.trim();
  return ICON.test(plain) ? plain : undefined;
}

/** Letters that look like Latin ones, and digits that look like letters. */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "аαa",
    "вβb",
    "сϲc",
    "ԁd",
    "еεe",
    "ɡg",
    "һнh",
    "іιı1|ӏlі",
    "јj",
    "кκk",
    "мm",
    "пηn",
    "оοσ0o",
    "рρp",
    "ѕ5s",
    "тτt",
    "υu",
    "ѵνv",
    "ѡωw",
    "хχx",
    "уγy",
  ]
    .flatMap((group) => {
      const letters = [...group];
      // i and l are one letter to the eye that is deceived.
      const latin = group.includes("|") ? "l" : (letters.at(-1) ?? "");
      return letters.map((letter) => [letter, latin] as const);
    })
    .concat([["i", "l"]]),
);

const OUR_SHAPES = OUR_WORDS.map(toShape);

/** Long words of ours within a name are enough; short ones must be the whole of it. */
function isOurs(name: string): boolean {
  const shape = toShape(name);
  return OUR_SHAPES.some((ours) => shape === ours || (ours.length > 8 && shape.includes(ours)));
}

function toShape(text: string): string {
  return [...text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()]
    .map((letter) => LOOKS_LIKE[letter] ?? letter)
    .join("")
    .replace(/[^a-z]/g, "");
}
