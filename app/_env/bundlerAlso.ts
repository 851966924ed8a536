import { z } from "zod";

const kinds = ["factory", "account", "code", "module", "paymaster", "signer", "policy"] as const;

/** What the bundler accepts in addition to this world's own contracts, by kind; addresses and hashes in lowercase. */
export type BundlerAlso = Record<(typeof kinds)[number], readonly string[]>;

const allowed =
  "kind:0x… separated by commas, where kind is factory, account, module, paymaster, signer or policy with an address, or code with a hash";

/** BUNDLER_ALSO: `factory:0x…,account:0x…`. docs/going-to-production.md says what each entry trusts. */
export const bundlerAlso = z
  .string()
  .transform((text) => text.split(",").map((entry) => entry.trim().toLowerCase()))
  .refine(
    (entries) =>
      entries.every((entry) =>
        /^(factory|account|module|paymaster|signer|policy):0x[0-9a-f]{40}$|^code:0x[0-9a-f]{64}$/.test(entry),
      ),
    { error: allowed },
  )
  .transform((entries) => {
    const of = (kind: string) =>
      entries.filter((entry) => entry.startsWith(`${kind}:`)).map((entry) => entry.slice(kind.length + 1));
    return Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as unknown as BundlerAlso;
  });

/** Nothing except this world's own contracts. */
export const noneAlso: BundlerAlso = {
  ...{ factory: [], account: [], code: [], module: [], paymaster: [], signer: [], policy: [] },
};
