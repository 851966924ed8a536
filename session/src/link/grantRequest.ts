import { type Address, bytesToHex, checksumAddress, type Hex, hexToBytes, isAddressEqual } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import type { Permission } from "../grant/grantTypes.ts";
import type { PortableGrant } from "../grant/portable.ts";
import { MAX_DURATION_SECONDS } from "../grant/window.ts";
import type { SessionSigner } from "../keys/sessionKey.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { plainText } from "../permissions/plainText.ts";
import type { SessionLimits } from "../sessions/types.ts";
import { createSealKeyPair, readPoint } from "./hpke.ts";
import { GrantRequestError } from "./requestError.ts";
import { type GrantRequest, readRequestText, writeRequest } from "./requestText.ts";
import { openGrant } from "./sealGrant.ts";

/** How long a request can be answered, in seconds. */
export const REQUEST_SECONDS = 600;

/** A request as its asker has it. */
export type AskedGrant = {
  /** For the fragment of a link, which no browser sends to a server: `https://…/approve#text`. */
  text: string;
  /** Shown on both devices, such as `7KQ2-M9XD`: the owner compares it. */
  code: string;
  request: GrantRequest;
  /** Collects the answer from the mailbox `request.mailbox`. Keep it in this process. */
  secret: Hex;
  /**
   * Opens the answer, and holds it against what was asked for.
   * @throws GrantRequestError if it is for another request, key or world, allows more, or was changed.
   */
  open: (sealed: string) => Promise<PortableGrant>;
};

/** A request as its owner reads it: `id` names it, and its `name` is safe to show. */
export type ReceivedRequest = GrantRequest & { id: Hex; code: string };

/** Where a request is made. */
type World = { chainId: number; sessionValidator: Address };

/**
 * Asks an owner on another device for a grant. The key stays here: the request has only its public half.
 * @param parameters `world`: the deployment. `nowSeconds`: clock of the chain. `key`: the asker's own key. `permissions` and
 * `limits`: the most that is wanted; the owner may give less. `name`: what the owner reads, at most 40 characters. `known`: permissions
 * that the owner's page knows too, in the same order: if all that is wanted is among them, the text is less than half as long.
 * @returns See {@link AskedGrant}.
 * @throws InvalidInputError for a name of no or too many characters.
 */
export async function createGrantRequest(parameters: {
  world: World;
  nowSeconds: number;
  key: Pick<SessionSigner, "signer">;
  permissions: readonly ContractPermissions[];
  limits: Omit<SessionLimits, "gas">;
  name: string;
  known?: readonly Permission[];
}): Promise<AskedGrant> {
  const { world, key, permissions, limits, name, known } = parameters;
  const pair = await createSealKeyPair();
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const request: GrantRequest = {
    ...{ chainId: world.chainId, validator: checksumAddress(world.sessionValidator), name },
    sessionKey: key.signer.toLowerCase() as Hex,
    permissions: permissions.flatMap((each) => each.permissions),
    limits: { calls: limits.calls, spend: limits.spend ?? 0n, duration: limits.duration ?? MAX_DURATION_SECONDS },
    expiresAt: Math.floor(parameters.nowSeconds) + REQUEST_SECONDS,
    sealTo: bytesToHex(await readPoint(pair)),
    mailbox: await sha256(secret),
  };
  try {
    const text = writeRequest(request, known);
    const { id, code } = await readGrantRequest(text, known);
    const open = (sealed: string) => openGrant({ ...request, id }, pair, sealed);
    return { text, code, request, secret: bytesToHex(secret), open };
  } catch (cause) {
    throw new InvalidInputError("This cannot be asked for.", { details: String(cause), cause });
  }
}

/**
 * Reads a request, from any source. Whether it can be answered says {@link requireAnswerable}.
 * @param text As in {@link AskedGrant}.
 * @param known As given to {@link createGrantRequest}. A request that names permissions of another list is of another world.
 * @throws GrantRequestError naming the field.
 */
export async function readGrantRequest(text: string, known: readonly Permission[] = []): Promise<ReceivedRequest> {
  const request = readRequestText(text, known);
  const bytes = new TextEncoder().encode(text);
  return { ...request, name: plainText(request.name), id: await sha256(bytes), code: await codeOf(bytes) };
}

/**
 * Refuses a request that nobody should answer here and now.
 * @param request The request.
 * @param world The deployment that the owner uses.
 * @param nowSeconds Clock of the chain.
 * @throws GrantRequestError for one of another world, and for one that is too old.
 */
export function requireAnswerable(
  { chainId, validator, expiresAt }: GrantRequest,
  world: World,
  nowSeconds: number,
): void {
  if (chainId !== world.chainId || !isAddressEqual(validator, world.sessionValidator)) {
    throw new GrantRequestError("world", `chain ${chainId}, module ${validator}`);
  }
  if (nowSeconds >= expiresAt || expiresAt > nowSeconds + 2 * REQUEST_SECONDS) {
    throw new GrantRequestError("expired", `until ${expiresAt}, now ${Math.floor(nowSeconds)}`);
  }
}

/** Without letters and digits that look alike (Crockford's base 32). */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 40 bits, slowly: a stranger would need years to find another request with the same code, and has ten minutes. */
const CODE_BITS = 40;
const CODE_ROUNDS = 100_000;

async function codeOf(text: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
  const salt = new TextEncoder().encode("Code of a grant request");
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: CODE_ROUNDS } as const;
  const number = BigInt(bytesToHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, CODE_BITS))));
  const letters = Array.from({ length: CODE_BITS / 5 }, (_, at) => LETTERS[Number((number >> BigInt(at * 5)) & 31n)]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Hex> =>
  bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));

/**
 * The name of the mailbox that a secret opens.
 * @param secret As in {@link AskedGrant}.
 */
export const mailboxOf = (secret: Hex): Promise<Hex> => sha256(hexToBytes(secret) as Uint8Array<ArrayBuffer>);
