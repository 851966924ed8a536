import { PermissionCard } from "@hourglass/session/react";
import { shortHex } from "@/app/_ui/format";

/** The contracts and the functions that may be called on them: words for the player, text for the one who checks. */
export function PermissionList() {
  return (
    <PermissionCard.May
      className="grid gap-2 *:row *:overflow-hidden [&>li>ul]:divide-y [&>li>ul]:divide-sand-200/8 [&_[data-part=limits]]:text-sm [&_[data-part=limits]]:text-mist [&_[data-part=rule]]:px-4 [&_[data-part=rule]]:py-2.5"
      heading={({ address, label }) => (
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-sand-200/10 px-4 py-2.5 text-sm text-mist">
          <span>
            Only on <strong className="text-sand-100">{label}</strong>
          </span>
          <code translate="no" title={address} className="font-mono">
            {shortHex(address)}
          </code>
        </p>
      )}
    >
      {({ title, functionSignature }) => (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <span>{title}</span>
          <code translate="no" className="font-mono text-sm text-dusk-300">
            {functionSignature}
          </code>
        </p>
      )}
    </PermissionCard.May>
  );
}
