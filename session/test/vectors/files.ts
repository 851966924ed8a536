import { grantTypes, sessionDomain, sponsorDomain } from "../../src/core.ts";
import { acceptedGrants } from "./acceptedGrants.ts";
import { renderMessages, voucherOf } from "./messages.ts";
import { rawGrants, refusedGrants } from "./refusedGrants.ts";
import { refusedOperations } from "./refusedOperations.ts";
import { renderGrant, renderRaw } from "./render.ts";
import { renderSignatures } from "./signatureRows.ts";
import { renderTexts } from "./texts.ts";
import type { GrantSpec } from "./types.ts";
import { module, owner, sessionKey, sponsor, sponsorModule, world } from "./world.ts";

const first = acceptedGrants[0] as GrantSpec;

/** Vectors of grants and of owners' signatures by their place in the repository, each as the text that is committed. */
export const grantVectors = (): Readonly<Record<string, () => Promise<string>>> => ({
  "contracts/test/session/vectors/owner-signatures.json": renderSignatures,
  ...Object.fromEntries(Object.entries(sessionVectors).map(([name, render]) => [`session/vectors/${name}`, render])),
});

/** The test vectors of docs/grant.md by file name, each as the text that is committed. */
export const sessionVectors: Readonly<Record<string, () => Promise<string>>> = {
  "grants.json": async () => {
    const specs = [await withVoucher(first), ...acceptedGrants.slice(1), refusedOperations, ...refusedGrants];
    return toText({
      ...{ about: "docs/grant.md", domain: sessionDomain(module), types: grantTypes },
      ...{ p256Verifier: world.p256Verifier, maxDuration: world.maxDuration, now: world.now },
      grants: await Promise.all(specs.map(renderGrant)),
      raw: rawGrants.map(renderRaw),
    });
  },
  "texts.json": async () => toText({ about: "docs/grant.md", ...renderTexts() }),
  "messages.json": async () =>
    toText({
      ...{ about: "docs/grant.md", domain: sessionDomain(module), sponsorDomain: sponsorDomain(sponsorModule) },
      ...{ owner: owner.signer, sessionKey: sessionKey.key, sponsor: sponsor.signer },
      ...(await renderMessages(first.grant)),
    }),
};

/** The first operation of the first grant is complete: it shows the session voucher. */
async function withVoucher(spec: GrantSpec): Promise<GrantSpec> {
  const { paymasterData: voucher } = await voucherOf(spec.grant);
  const [operation, ...others] = spec.operations ?? [];
  return operation ? { ...spec, operations: [{ ...operation, voucher }, ...others] } : spec;
}

/** One line per row, so that a change shows as one line. */
function toText(value: Record<string, unknown>): string {
  const lines = Object.entries(value).map(([name, part]) => {
    const rows = Array.isArray(part)
      ? `[\n${part.map((row) => JSON.stringify(row)).join(",\n")}\n]`
      : JSON.stringify(part);
    return `${JSON.stringify(name)}: ${rows}`;
  });
  return `{\n${lines.join(",\n")}\n}\n`;
}
