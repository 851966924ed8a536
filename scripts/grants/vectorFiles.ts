import { fromRoot } from "../stack/paths";
import { renderSignatures } from "./signatureRows";

/** Where the vectors of owners' signatures stand, and what writes them. */
export const grantVectors: Readonly<Record<string, () => Promise<string>>> = {
  [fromRoot("contracts/test/session/vectors/owner-signatures.json")]: renderSignatures,
};
