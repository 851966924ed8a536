import { readJsonBody } from "@hourglass/session/sponsor";
import { revokeRequest } from "@/app/_api/revoke";
import { readServerEnv } from "@/app/_env/server";
import { toRange } from "../door/range";
import { readClientAddress } from "../door/rateLimit";
import { fromOwnSite, respond } from "../door/respond";
import { parseInput } from "../json";
import { readRelay } from "./relay";

const MAX_BYTES = 8 * 1024;

/**
 * `POST /api/revoke`: sends a revocation signed by a session key, so that ending a session needs no wallet, no
 * bundler, no sponsor, no database and no budget. Owners' revocations use `session_revoke` of `/api/sponsor`.
 */
export const serveRevoke = respond("revoke", {
  guard: fromOwnSite,
  parse: async (request) => parseInput(revokeRequest, await readJsonBody(request, MAX_BYTES), "body"),
  decide: async (asked, { headers }) => {
    const range = toRange(readClientAddress(headers, readServerEnv().TRUSTED_PROXIES));
    return (await readRelay()).revoke({ kind: "sessionKey", ...asked }, range);
  },
});
