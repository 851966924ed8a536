import { type Hex, hexToBytes } from "viem";
import { english, mnemonicToAccount } from "viem/accounts";

/** Something in a text that must not leave the server. The text itself is not repeated. */
export type Finding = { kind: string; at: number };

/** Values that are known to be secret, by name. */
export type KnownSecrets = Readonly<Record<string, string>>;

const PEM = /-----BEGIN [A-Z ]*PRIVATE KEY-----/g;
/** What every PKCS#8 file of a P-256 or secp256k1 key begins with, as base64. */
const PKCS8 = /M(?:IGH|IGE)AgEAM(?:BMGByqGSM49AgEG|BAGByqGSM49AgEG)/g;
/** The private member of an EC key as JSON or as minified code writes it. */
const JWK = /["'`]?\bd["'`]?\s*:\s*["'`][A-Za-z0-9_-]{43}["'`]/g;
const HEX = /(?<![0-9a-fA-F])(?:0x)?([0-9a-fA-F]{64})(?![0-9a-fA-F])/g;
const WORDS = /\b[a-z]{3,8}(?: [a-z]{3,8}){11,}\b/g;

/** Shorter values are words, and would be found everywhere. */
const SHORTEST_SECRET = 12;
const MNEMONIC_LENGTHS = [24, 21, 18, 15, 12];
const wordList = new Set(english);

/**
 * Looks for secrets in what a browser may read.
 * @param text Of one file.
 * @param known Values that must not be there, in any of the forms in which code could hold them.
 * @param isPublic Whether a 32-byte number is one that everybody knows: without that, a private key looks like any other.
 * @returns What was found, in no order.
 */
export function findSecrets(text: string, known: KnownSecrets, isPublic: (digits: string) => boolean): Finding[] {
  const all = (kind: string, pattern: RegExp) => [...text.matchAll(pattern)].map(({ index }) => ({ kind, at: index }));
  return [
    ...all("a private key as PEM", PEM),
    ...all("a private key as PKCS#8", PKCS8),
    ...all("a private key as JWK", JWK),
    ...[...text.matchAll(HEX)]
      .filter(([, digits = ""]) => !isPublic(digits.toLowerCase()))
      .map(({ index }) => ({ kind: "32 bytes of which nobody knows what they are", at: index })),
    ...findMnemonics(text),
    ...findKnown(text, known),
  ];
}

/** All numbers of 32 bytes in a text, as lowercase digits. */
export function readNumbers(text: string): string[] {
  return [...text.matchAll(HEX)].map(([, digits = ""]) => digits.toLowerCase());
}

function findKnown(text: string, known: KnownSecrets): Finding[] {
  const lower = text.toLowerCase();
  return Object.entries(known).flatMap(([name, value]) => {
    if (value.length < SHORTEST_SECRET) return [];
    const found = [...formsOf(value)].map((form) => lower.indexOf(form.toLowerCase())).filter((at) => at >= 0);
    return found.length === 0 ? [] : [{ kind: `the value of ${name}`, at: Math.min(...found) }];
  });
}

/** A key may be written without its prefix, as a number, as bytes or as base64. */
function formsOf(value: string): Set<string> {
  if (!/^0x[0-9a-fA-F]{64}$/.test(value)) return new Set([value]);
  const bytes = hexToBytes(value as Hex);
  const base64 = Buffer.from(bytes).toString("base64");
  return new Set([
    value.slice(2),
    BigInt(value).toString(),
    bytes.join(","),
    bytes.join(", "),
    base64.replace(/=+$/, ""),
    Buffer.from(bytes).toString("base64url"),
  ]);
}

function findMnemonics(text: string): Finding[] {
  return [...text.matchAll(WORDS)].flatMap(({ 0: run, index }) => {
    const words = run.split(" ");
    const isPhrase = words.some((_, from) =>
      MNEMONIC_LENGTHS.some((length) => {
        const phrase = words.slice(from, from + length);
        return phrase.length === length && phrase.every((word) => wordList.has(word)) && isMnemonic(phrase.join(" "));
      }),
    );
    return isPhrase ? [{ kind: "a recovery phrase", at: index }] : [];
  });
}

/** Only one in sixteen runs of such words has the right checksum. */
function isMnemonic(phrase: string): boolean {
  try {
    mnemonicToAccount(phrase);
    return true;
  } catch {
    return false;
  }
}
