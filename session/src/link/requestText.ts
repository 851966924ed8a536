import type { Address, Hex } from "viem";
import { isAddress, numberToHex } from "viem";
import { type Permission, toPermission } from "../grant/grantTypes.ts";
import { bytes, count, list, object, type Read, text, UnreadableError, uint, wordOf } from "../grant/readers.ts";
import { permissionsReader } from "../grant/readGrant.ts";
import { fromBase64Url, toBase64Url } from "./base64Url.ts";
import { GrantRequestError } from "./requestError.ts";

/** What somebody asks an owner for. It holds no secret. */
export type GrantRequest = {
  chainId: number;
  validator: Address;
  /** What the asker calls itself. Nobody vouches for it. */
  name: string;
  /** ERC-7913 signer of the asker's own key. */
  sessionKey: Hex;
  permissions: readonly Permission[];
  /** At most this: number of calls, the token's smallest unit, seconds. */
  limits: { calls: number; spend: bigint; duration: number };
  /** Unix seconds of the chain: later the request is refused. */
  expiresAt: number;
  /** P-256 point to which the answer is sealed. */
  sealTo: Hex;
  /** SHA-256 of the secret with which only the asker collects the answer; also the name of the mailbox. */
  mailbox: Hex;
};

/** Longer names are refused. */
const MAX_NAME = 40;
/** Longest request as text. One for a whole game has about 1,500 characters. */
const MAX_TEXT = 12_000;

const address: Read<Address> = (value, at) => {
  if (typeof value !== "string" || !isAddress(value)) throw new UnreadableError(value, at, "an address");
  return value;
};

const readRequest = object(
  {
    version: wordOf(["1"]),
    chainId: count(Number.MAX_SAFE_INTEGER),
    validator: address,
    name: text(1, MAX_NAME),
    sessionKey: bytes(undefined, 255),
    calls: count(2 ** 16 - 1),
    spend: uint(96),
    duration: count(2 ** 32 - 1),
    expiresAt: count(2 ** 48 - 1),
    sealTo: bytes(65),
    mailbox: bytes(32),
    may: readMay,
  },
  true,
);

/** A request as text, for a link. Short enough for a QR code: what a permission does not limit is left out. */
export function writeRequest(request: GrantRequest): string {
  const { limits, permissions, ...rest } = request;
  const json = JSON.stringify({ version: "1", ...rest, ...limits, may: toGroups(permissions) }, (_, value: unknown) =>
    typeof value === "bigint" ? numberToHex(value) : value,
  );
  return toBase64Url(new TextEncoder().encode(json));
}

/**
 * Reads a request, from any source.
 * @throws GrantRequestError naming the field.
 */
export function readRequestText(given: string): GrantRequest {
  const json = given.length <= MAX_TEXT ? fromBase64Url(given) : undefined;
  if (!json) throw new GrantRequestError("unreadable", "no text of a request");
  try {
    const {
      version: _,
      may,
      calls,
      spend,
      duration,
      ...rest
    } = readRequest(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json)), "request");
    return { ...rest, permissions: may, limits: { calls, spend, duration } };
  } catch (error) {
    if (error instanceof UnreadableError) throw new GrantRequestError("unreadable", error.message);
    throw new GrantRequestError("unreadable", "not JSON");
  }
}

/** By contract; a permission without limits is its text alone. */
function toGroups(permissions: readonly Permission[]) {
  const groups: [Address, ...unknown[]][] = [];
  for (const { target, functionSignature, ...limits } of permissions) {
    const plain: Record<string, unknown> = toPermission(target, functionSignature);
    const said = Object.entries(limits).filter(([name, value]) => show(value) !== show(plain[name]));
    const item = said.length === 0 ? functionSignature : { functionSignature, ...Object.fromEntries(said) };
    const last = groups.at(-1);
    if (last?.[0] === target) last.push(item);
    else groups.push([target, item]);
  }
  return groups;
}

const show = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each));

const readPermissions = permissionsReader(address);

function readMay(value: unknown, at: string): Permission[] {
  const anything: Read<unknown> = (each) => each;
  const groups = list(list(anything, 2, 129), 1, 128)(value, at);
  const plain = groups.flatMap(([target, ...items]) =>
    items.map((item) => {
      const said = typeof item === "string" ? { functionSignature: item } : item;
      return { ...toPermission("0x", ""), ...(said as object), target };
    }),
  );
  return readPermissions(plain, at);
}
