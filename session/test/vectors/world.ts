import { p256 } from "@noble/curves/p256";
import { type Address, concat, type Hex, hexToBytes, keccak256, numberToHex, sha256, stringToHex, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Grant, Permission } from "../../src/core.ts";
import { toPermission } from "../../src/core.ts";

/** An address that is easy to recognise in bytes. */
const repeated = (digit: string): Address => `0x${digit.repeat(40)}`;

/** The world of the vectors; contracts/test/session/GrantVectors.t.sol builds it. */
export const world = {
  chainId: 31337,
  name: "Example",
  /** Chain clock, Unix seconds: a Friday, 08:00 UTC. */
  now: 1_800_000_000,
  maxDuration: 3600,
  account: repeated("1"),
  validator: repeated("2"),
  p256Verifier: repeated("3"),
  paymaster: repeated("4"),
  game: repeated("5"),
  token: repeated("6"),
  shop: repeated("7"),
  policy: repeated("8"),
  friend: repeated("9"),
  /** An ERC-7913 verifier of another kind of key. */
  otherVerifier: repeated("a"),
  /** The account of a device key. */
  guest: repeated("b"),
} as const;

export const module = {
  chainId: world.chainId,
  name: world.name,
  validator: world.validator,
  p256Verifier: world.p256Verifier,
} as const;

export const sponsorModule = { chainId: world.chainId, name: world.name, paymaster: world.paymaster, generation: 1 };

const secretOf = (name: string): Hex => keccak256(stringToHex(name));

/** A signer in the vectors; `key` as encoded in operations, `signer` as in ERC-7913. */
export type Signer = { signer: Hex; key: Hex; sign: (digest: Hex) => Promise<Hex> };

/** A secp256k1 key; its secret is keccak256 of its name. */
export function walletOf(name: string): Signer {
  const { address, sign } = privateKeyToAccount(secretOf(name));
  return { signer: address, key: address, sign: (hash) => sign({ hash }) };
}

/** A P-256 key that signs like WebCrypto, the SHA-256 of the digest; by RFC 6979, so that the vectors do not change. */
export function deviceOf(name: string): Signer {
  const secret = hexToBytes(secretOf(name));
  const key = toHex(p256.getPublicKey(secret, false).slice(1));
  const sign = async (digest: Hex) => {
    const { r, s } = p256.sign(sha256(digest, "bytes"), secret, { lowS: true, prehash: false });
    return concat([numberToHex(r, { size: 32 }), numberToHex(s, { size: 32 })]);
  };
  return { signer: concat([world.p256Verifier, key]), key, sign };
}

export const owner = walletOf("owner");
export const device = deviceOf("device");
export const sessionKey = deviceOf("session");
export const sponsor = walletOf("sponsor");
export const thief = walletOf("thief");

/** The lane of a device, as a PlayerAccount routes it. */
export const laneOf = (number: number): bigint => (BigInt(world.validator) << 32n) | BigInt(number);

/** A grant with one permission, to be extended. */
export function grantOf(permissions: readonly Permission[], changes: Partial<Grant> = {}): Grant {
  return {
    account: world.account,
    sessionKey: sessionKey.signer,
    validAfter: world.now - 30,
    validUntil: world.now + 3570,
    maxActions: 50,
    maxSpend: 0n,
    maxGasWei: 10n ** 16n,
    paymaster: world.paymaster,
    nonceKey: laneOf(1),
    epoch: numberToHex(0, { size: 32 }),
    permissions,
    ...changes,
  };
}

export const permit = (text: string, limits: Partial<Permission> = {}, target: Address = world.game): Permission =>
  toPermission(target, text, limits);
