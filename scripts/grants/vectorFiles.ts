import { fromRoot } from "../stack/paths";
import { renderGrants } from "./grantRows";
import { renderSignatures } from "./signatureRows";

/** Where the vectors of owners' signatures and of grants stand, and what writes each. */
export const grantVectors: Readonly<Record<string, () => string | Promise<string>>> = {
  [fromRoot("contracts/test/session/vectors/owner-signatures.json")]: renderSignatures,
  [fromRoot("contracts/test/session/vectors/grants.json")]: renderGrants,
};
