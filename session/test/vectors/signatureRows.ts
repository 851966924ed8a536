import { concat, type Hex, keccak256, numberToHex, slice, stringToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Order of secp256k1's group. */
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** As the tests of the contracts name keys (StackTest.sol). */
const owner = privateKeyToAccount(keccak256(stringToHex("owner")));
const thief = privateKeyToAccount(keccak256(stringToHex("thief")));

/** What is signed in every row. */
export const DIGEST = keccak256(stringToHex("what the owner signs"));
export const OWNER = owner.address;

/**
 * One signature over {@link DIGEST} that is said to be the owner's.
 * `key`: whether the chain takes it for the address of a key, be it owner or session key. `contract`: whether it takes it
 * for an owner that is a contract which judges by the owner's key (ERC-1271); for a session key that is a contract it
 * takes none. `canonical`: what the kit makes of it, when it is the owner's in another form; `0x` when it is refused.
 */
export type SignatureRow = { what: string; signature: Hex; key: boolean; contract: boolean; canonical: Hex };

/** Every form in which wallets sign, and every one that only looks like it. */
export async function signatureRows(): Promise<SignatureRow[]> {
  const good = await owner.sign({ hash: DIGEST });
  const other = await thief.sign({ hash: DIGEST });
  const [r, s, v] = [slice(good, 0, 32), slice(good, 32, 64), Number(slice(good, 64))];
  const highS = numberToHex(ORDER - BigInt(s), { size: 32 });
  const word = (value: bigint) => numberToHex(value, { size: 32 });
  const end = (byte: number) => numberToHex(byte, { size: 1 });
  const compact = (yParity: number) => concat([r, word(BigInt(s) | (BigInt(yParity) << 255n))]);
  const taken = (what: string, signature: Hex): SignatureRow => ({
    ...{ what, signature, key: true, contract: true, canonical: good },
  });
  const brought = (what: string, signature: Hex): SignatureRow => ({
    ...taken(what, signature),
    key: false,
    contract: false,
  });
  const refused = (what: string, signature: Hex): SignatureRow => ({ ...brought(what, signature), canonical: "0x" });
  return [
    taken("65 bytes, v 27 or 28, low s", good),
    brought("v 0 or 1", concat([r, s, end(v - 27)])),
    brought("high s", concat([r, highS, end(55 - v)])),
    brought("high s, v 0 or 1", concat([r, highS, end(28 - v)])),
    brought("compact (ERC-2098)", compact(v - 27)),
    refused("compact with the other recovery bit", compact(28 - v)),
    refused("the other v", concat([r, s, end(55 - v)])),
    refused("high s with the same v", concat([r, highS, end(v)])),
    refused("v 26", concat([r, s, end(26)])),
    refused("v 29", concat([r, s, end(29)])),
    refused("v 2", concat([r, s, end(2)])),
    refused("v 37, of a transaction (EIP-155)", concat([r, s, end(37)])),
    refused("v 255", concat([r, s, end(255)])),
    refused("no v but a zero byte too much", concat([compact(v - 27), end(0), end(0)])),
    refused("66 bytes", concat([good, end(0)])),
    refused("63 bytes", slice(good, 0, 63)),
    refused("nothing", "0x"),
    refused("r zero", concat([word(0n), s, end(v)])),
    refused("s zero", concat([r, word(0n), end(v)])),
    refused("s zero, compact", concat([r, word(0n)])),
    refused("r and s zero", concat([word(0n), word(0n), end(v)])),
    refused("r the order", concat([word(ORDER), s, end(v)])),
    refused("s the order", concat([r, word(ORDER), end(v)])),
    refused("all bits", `0x${"ff".repeat(65)}`),
    refused("somebody else's", other),
    refused("somebody else's, v 0 or 1", concat([slice(other, 0, 64), end(Number(slice(other, 64)) - 27)])),
    refused("wrapped for a contract that is not deployed (ERC-6492)", concat([good, `0x${"6492".repeat(16)}`])),
  ];
}

/** Column by column, since forge reads arrays of one type. */
export async function renderSignatures(): Promise<string> {
  const rows = await signatureRows();
  const columns = {
    source: "session/test/vectors/signatureRows.ts",
    digest: DIGEST,
    owner: OWNER,
    what: rows.map((row) => row.what),
    signature: rows.map((row) => row.signature),
    key: rows.map((row) => row.key),
    contract: rows.map((row) => row.contract),
    canonical: rows.map((row) => row.canonical),
  };
  return `${JSON.stringify(columns, undefined, 1)}\n`;
}
