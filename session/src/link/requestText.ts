import type { Address, Hex } from "viem";
import { bytesToHex, checksumAddress, hexToBytes, isAddress, keccak256, numberToHex, stringToHex } from "viem";
import { type Permission, toPermission } from "../grant/grantTypes.ts";
import { bytes, count, list, object, type Read, text, UnreadableError, uint } from "../grant/readers.ts";
import { permissionsReader } from "../grant/readGrant.ts";
import { fromBase64Url, toBase64Url } from "./base64Url.ts";
import { createByteReader, readText, writeNumber, writeSized } from "./bytes.ts";
import { lengthenPoint, shortenPoint } from "./point.ts";
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
/** Longest request as text. One that names what both sides know has less than 300 characters, one in full about 700. */
const MAX_TEXT = 12_000;
/** Of the form of the text. The first was JSON, whose first byte is another. */
const VERSION = 2;
/** Of a list that both sides know: two lists that differ are not taken for each other. */
const DIGEST_BYTES = 4;
/** What follows: permissions in full, or numbers of known ones. */
const [IN_FULL, BY_NUMBER] = [0, 1];
/** In place of a length: the key is a point of P-256 behind the address of its verifier, and shortened. */
const SHORT_KEY = 0;

const address: Read<Address> = (value, at) => {
  if (typeof value !== "string" || !isAddress(value)) throw new UnreadableError(value, at, "an address");
  return value;
};

const readFields = object({
  chainId: count(Number.MAX_SAFE_INTEGER),
  name: text(1, MAX_NAME),
  sessionKey: bytes(undefined, 255),
  calls: count(2 ** 16 - 1),
  spend: uint(96),
  duration: count(2 ** 32 - 1),
  expiresAt: count(2 ** 48 - 1),
});

/**
 * A request as text, for a link: short enough for a code that a camera reads at once.
 * @param request With a validator as its checksum writes it.
 * @param known Permissions that both sides know: those of them that are asked for are only counted.
 * @throws Error if it has another form, for example `sealTo` that is no point of P-256.
 */
export function writeRequest(request: GrantRequest, known: readonly Permission[] = []): string {
  const { chainId, validator, name, limits, expiresAt, mailbox } = request;
  const sealTo = shortenPoint(hexToBytes(request.sealTo).subarray(1));
  if (!sealTo) throw new RangeError("sealTo: no point of P-256");
  return toBase64Url(
    Uint8Array.of(
      VERSION,
      ...writeNumber(chainId),
      ...hexToBytes(validator),
      ...writeSized(new TextEncoder().encode(name)),
      ...writeKey(hexToBytes(request.sessionKey)),
      ...[limits.calls, limits.spend, limits.duration, expiresAt].flatMap(writeNumber),
      ...sealTo,
      ...hexToBytes(mailbox),
      ...(writeNumbers(request.permissions, known) ?? writePermissions(request.permissions)),
    ),
  );
}

/**
 * Reads a request, from any source.
 * @param known As given to {@link writeRequest}.
 * @throws GrantRequestError naming the field.
 */
export function readRequestText(given: string, known: readonly Permission[] = []): GrantRequest {
  const packed = given.length <= MAX_TEXT ? fromBase64Url(given) : undefined;
  if (!packed) throw new GrantRequestError("unreadable", "no text of a request");
  try {
    const { request, isByNumber } = unpack(packed, known);
    // No other bytes say the same: a request has one text in full, and one by number.
    if (writeRequest(request, isByNumber ? known : []) !== given)
      throw new UnreadableError("another form", "request", "the shortest one");
    return request;
  } catch (error) {
    if (error instanceof GrantRequestError) throw error;
    throw new GrantRequestError("unreadable", error instanceof UnreadableError ? error.message : "no request");
  }
}

function unpack(packed: Uint8Array<ArrayBuffer>, known: readonly Permission[]) {
  const from = createByteReader(packed);
  const version = from.byte("version");
  if (version !== VERSION) throw new UnreadableError(version, "version", String(VERSION));
  const chainId = String(from.number("chainId"));
  const validator = checksumAddress(bytesToHex(from.take(20, "validator")));
  const name = readText(from.sized("name"), "name");
  const sessionKey = readKey(from);
  const [calls, spend] = [String(from.number("calls")), from.number("spend")];
  const [duration, expiresAt] = [String(from.number("duration")), String(from.number("expiresAt"))];
  const sealTo = lengthenPoint(from.take(33, "sealTo"));
  if (!sealTo) throw new UnreadableError("another", "sealTo", "a point of P-256");
  const mailbox = bytesToHex(from.take(32, "mailbox"));
  const isByNumber = from.byte("may") === BY_NUMBER;
  const { permissions } = isByNumber ? readNumbers(from, known) : readInFull(from.rest());
  const fields = readFields({ chainId, name, sessionKey, calls, spend, duration, expiresAt }, "request");
  const request: GrantRequest = {
    ...{ chainId: fields.chainId, validator, name: fields.name, sessionKey: fields.sessionKey, permissions },
    limits: { calls: fields.calls, spend: fields.spend, duration: fields.duration },
    ...{ expiresAt: fields.expiresAt, sealTo: bytesToHex(Uint8Array.of(4, ...sealTo)), mailbox },
  };
  return { request, isByNumber };
}

type From = ReturnType<typeof createByteReader>;

function writeKey(key: Uint8Array): number[] {
  const point = key.length === 84 ? shortenPoint(key.subarray(20)) : undefined;
  return point ? [SHORT_KEY, ...key.subarray(0, 20), ...point] : writeSized(key);
}

function readKey(from: From): Hex {
  const length = from.byte("sessionKey");
  if (length !== SHORT_KEY) return bytesToHex(from.take(length, "sessionKey"));
  const verifier = from.take(20, "sessionKey");
  const point = lengthenPoint(from.take(33, "sessionKey"));
  if (!point) throw new UnreadableError("another", "sessionKey", "a point of P-256");
  return bytesToHex(Uint8Array.of(...verifier, ...point));
}

const digestOf = (known: readonly Permission[]) =>
  hexToBytes(keccak256(stringToHex(show(known)))).slice(0, DIGEST_BYTES);

/** Which of the known permissions are asked for, one bit each. Undefined: not in their order, or others too. */
function writeNumbers(permissions: readonly Permission[], known: readonly Permission[]): number[] | undefined {
  const bits = new Uint8Array(Math.ceil(known.length / 8));
  let before = -1;
  for (const permission of permissions) {
    const number = known.findIndex((each, index) => index > before && show(each) === show(permission));
    if (number < 0) return undefined;
    bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
    before = number;
  }
  return [BY_NUMBER, ...digestOf(known), ...bits];
}

function readNumbers(from: From, known: readonly Permission[]): { permissions: Permission[] } {
  const digest = bytesToHex(from.take(DIGEST_BYTES, "may"));
  const seen = known.length === 0 ? "none" : bytesToHex(digestOf(known));
  if (digest !== seen) throw new GrantRequestError("world", `numbers of the list ${digest}; known here: ${seen}`);
  const bits = from.rest();
  const permissions = known.filter((_, number) => ((bits[number >> 3] ?? 0) >> (number & 7)) & 1);
  if (permissions.length === 0) throw new UnreadableError("nothing", "may", "at least one permission");
  return { permissions };
}

function writePermissions(permissions: readonly Permission[]): Uint8Array {
  const json = JSON.stringify(toGroups(permissions), (_, value: unknown) =>
    typeof value === "bigint" ? numberToHex(value) : value,
  );
  return Uint8Array.of(IN_FULL, ...new TextEncoder().encode(json));
}

function readInFull(packed: Uint8Array<ArrayBuffer>): { permissions: Permission[] } {
  try {
    return { permissions: readMay(JSON.parse(readText(packed, "may")), "may") };
  } catch (error) {
    throw error instanceof UnreadableError ? error : new UnreadableError("no JSON", "may", "JSON");
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

const show = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each));

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
