import { Blocks, Hourglass } from "lucide-react";
import type { AccountPage, ModuleView } from "@/app/_bridge/ownership/views";
import { CopyButton } from "@/app/_ui/CopyButton";

/** What each kind may do, in one sentence. */
const kinds: Readonly<Record<ModuleView["kind"], { name: string; may: string }>> = {
  sessions: {
    name: "Sessions of Hourglass",
    may: "Lets the keys that the owner signed for do what the owner signed, for as long, and nothing to the account itself.",
  },
  validator: { name: "A validator", may: "May approve any operation of this account, as its owner does." },
  executor: { name: "An executor", may: "May make any call from this account, at any time, without asking." },
  fallback: { name: "A handler", may: "Answers calls that the account itself does not know." },
  hook: { name: "A hook", may: "Is told of every call of this account, and may stop it." },
  unknown: { name: "A module of an unknown kind", may: "This page does not know what it may do." },
};

/** Code that may act for the account: read from its events, so also what another page installed. */
export function ModulesCard({ page: { modules, owner, isDeployed } }: { page: AccountPage }) {
  const hasSessions = modules.some(({ kind }) => kind === "sessions");
  return (
    <section aria-labelledby="modules-title" className="panel grid gap-4 p-5">
      <h2 id="modules-title" className="text-xl font-semibold text-sand-50">
        Installed modules
      </h2>
      {isDeployed && !hasSessions && (
        <p data-testid="modules-none" className="text-sand-100">
          The module of sessions was removed, so no key can play for this account.
        </p>
      )}
      {modules.length > 0 && (
        <ul aria-label="Installed modules" className="grid gap-3">
          {modules.map(({ kind, module }) => (
            <li key={`${kind} ${module}`} data-testid="module" data-kind={kind} className="flex min-w-0 gap-3">
              {kind === "sessions" ? (
                <Hourglass aria-hidden className="size-6 shrink-0 text-dusk-300" />
              ) : (
                <Blocks aria-hidden className="size-6 shrink-0 text-dusk-300" />
              )}
              <span className="min-w-0">
                <span className="font-semibold text-sand-50">{kinds[kind].name}</span>
                <span className="block text-sm text-sand-200">{kinds[kind].may}</span>
                <span className="flex items-center gap-1">
                  <code translate="no" className="font-mono text-sm wrap-anywhere text-sand-200">
                    {module}
                  </code>
                  <CopyButton text={module} label={`Copy the address: ${kinds[kind].name}`} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p data-testid="modules-removing" className="text-sm text-mist">
        {owner?.kind === "device"
          ? "A guest can neither install nor remove modules: secure the account first."
          : "Only the owner installs or removes one, from the account (uninstallModule of ERC-7579). Either ends every session at once. Without the module of sessions no key can play, and everything that the account owns stays."}
      </p>
    </section>
  );
}
