import { type Hex, hexToBytes, isAddressEqual } from "viem";
import { type PortableGrant, parseGrant, serializeGrant } from "../grant/portable.ts";
import { findOutside } from "../permissions/isWithin.ts";
import { fromBase64Url, toBase64Url } from "./base64Url.ts";
import { seal, unseal } from "./hpke.ts";
import { GrantRequestError } from "./requestError.ts";
import type { GrantRequest } from "./requestText.ts";

type Asked = GrantRequest & { id: Hex };

/** Binds an answer to its request: another request with the same key cannot open it. */
const infoOf = ({ id }: Asked) => new TextEncoder().encode(`Answer to a grant request ${id}`);
const toBytes = (hex: Hex) => hexToBytes(hex) as Uint8Array<ArrayBuffer>;

/**
 * Seals a grant to whoever asked for it: on its way nobody else can read it.
 * @param request The request that it answers.
 * @param grant The signed grant.
 * @returns Text for the mailbox, or to copy.
 * @throws GrantRequestError if the request's own point is none.
 */
export async function sealGrant(request: Asked, grant: PortableGrant): Promise<string> {
  const message = new TextEncoder().encode(serializeGrant(grant));
  const sealed = await seal(toBytes(request.sealTo), infoOf(request), message).catch((cause: unknown) => {
    throw new GrantRequestError("unreadable", `request.sealTo: ${cause}`);
  });
  return toBase64Url(sealed);
}

/**
 * Opens a grant, and holds it against what was asked for.
 * @param request The request.
 * @param pair The pair whose point is in the request.
 * @param sealed As written by {@link sealGrant}, from any source.
 * @throws GrantRequestError
 */
export async function openGrant(request: Asked, pair: CryptoKeyPair, sealed: string): Promise<PortableGrant> {
  const bytes = fromBase64Url(sealed.trim());
  const message = bytes && (await unseal(pair, infoOf(request), bytes));
  if (!message) throw new GrantRequestError("sealed");
  const portable = parseGrant(new TextDecoder().decode(message));
  const { chainId, validator, grant } = portable;
  if (chainId !== request.chainId || !isAddressEqual(validator, request.validator)) {
    throw new GrantRequestError("world", `chain ${chainId}, module ${validator}`);
  }
  if (grant.sessionKey !== request.sessionKey) throw new GrantRequestError("key", `seen ${grant.sessionKey}`);
  const wider = findWider(grant, request);
  if (wider) throw new GrantRequestError("wider", wider);
  return portable;
}

/** The first thing that a grant allows beyond a request, in words. */
function findWider(
  { permissions, maxActions, maxSpend, validAfter, validUntil }: PortableGrant["grant"],
  { permissions: asked, limits }: GrantRequest,
): string | undefined {
  const outside = findOutside(permissions, asked);
  if (outside) return `permission ${outside.index}, ${outside.because}: allowed ${outside.allowed}`;
  const rows = [
    ["actions", maxActions, limits.calls],
    ["spend", maxSpend, limits.spend],
    ["seconds", validUntil - validAfter, limits.duration],
  ] as const;
  const over = rows.find(([, seen, allowed]) => seen > allowed);
  return over && `${over[0]}: seen ${over[1]}, asked for ${over[2]}`;
}
