import { respond } from "../door/respond";
import { readSponsor } from "./sponsor";

/**
 * `POST /api/sponsor`: ERC-7677, `session_offer`, `session_revoke`, `session_changeOwner` and `session_enable`. The stub has the shape and cost of the answer and promises
 * nothing; the answer is a session voucher or an operation voucher, recorded in the ledger before it is returned.
 */
export const serveSponsor = respond("sponsor", {
  // The sponsor has its own guard, which knows from the method what a request costs.
  guard: () => {},
  parse: (request) => request,
  decide: async (request) => (await readSponsor())(request),
  answer: (response) => response,
});
