/** A wallet as it is shown. The wallet wrote everything in it, so all of it is checked first. */
export type WalletChoice = {
  /** Identifies the wallet. Never shown. */
  id: string;
  name: string;
  /** Where it claims to come from (`io.metamask`), shown below the name. */
  origin: string | undefined;
  /** A `data:` picture of limited size, or undefined: then our default icon is shown. */
  icon: string | undefined;
};

/** What EIP-6963 and wagmi report about a wallet. `isOurs`: we named it ourselves. */
export type Announcement = { id: string; name: string; icon?: string | undefined; isOurs?: boolean };

const MAX_NAME = 32;
const MAX_ORIGIN = 48;
/** Of the whole `data:` address. Wallets' own icons have 1 to 60 kB. */
const MAX_ICON = 128 * 1024;
const ICON = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;
const ORIGIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const UNNAMED = "Unnamed wallet";

/** Texts of our own buttons and headings: a wallet with such a name could be mistaken for one of them. */
const OUR_WORDS = [
  ...[
    "Play as guest",
    "Just play",
    "Create a new passkey",
    "Use a passkey",
    "Play with your passkey",
    "I have a passkey",
  ],
  ...["A wallet on another device", "Ask another device", "Browser wallet", "By WalletConnect"],
  ...["Use another passkey", "Look around first", "Sign and play", "Sign and keep playing", "End session", "Hourglass"],
];

/**
 * The list of wallets, safe to show: one row for each id, names and pictures limited.
 * @param announced In the order in which they arrived.
 * @returns In the same order; if two have the same id, the first.
 */
export function readAnnouncements(announced: readonly Announcement[]): readonly WalletChoice[] {
  const seen = new Set<string>();
  return announced.flatMap(({ id, name, icon, isOurs }) => {
    // Wallets ignore our types: one without an id could not be asked.
    if (typeof id !== "string") return [];
    const key = id.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ id, name: isOurs ? name : readName(name), origin: readOrigin(id), icon: readIcon(icon) }];
  });
}

/** A name as one line of plain characters, cut to a length, that does not look like one of our own buttons. */
export function readName(name: unknown): string {
  if (typeof name !== "string") return UNNAMED;
  const plain = name
    // Even of a name of a megabyte only the beginning is processed.
    .slice(0, 500)
    .normalize("NFKC")
    // Control characters, line ends, marks that change the text direction, joiners, private and broken characters.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu, " ")
    // More than two marks on one letter would cover the lines above.
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
  return cut === "" || looksLikeOurs(plain) ? UNNAMED : cut;
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
      // i and l look the same.
      const latin = group.includes("|") ? "l" : (letters.at(-1) ?? "");
      return letters.map((letter) => [letter, latin] as const);
    })
    .concat([["i", "l"]]),
);

const OUR_SHAPES = OUR_WORDS.map(toShape);

/** Our long words count anywhere in a name; short ones only if they are the whole name. */
function looksLikeOurs(name: string): boolean {
  const shape = toShape(name);
  return OUR_SHAPES.some((ours) => shape === ours || (ours.length > 8 && shape.includes(ours)));
}

function toShape(text: string): string {
  return [...text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()]
    .map((letter) => LOOKS_LIKE[letter] ?? letter)
    .join("")
    .replace(/[^a-z]/g, "");
}
