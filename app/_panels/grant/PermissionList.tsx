import type { PermissionView } from "@/app/_bridge/ports";
import { shortHex } from "@/app/_ui/format";

type Group = { target: string; targetName: string; permissions: readonly PermissionView[] };

export function groupByTarget(permissions: readonly PermissionView[]): Group[] {
  const targets = [...new Map(permissions.map(({ target, targetName }) => [target, targetName]))];
  return targets.map(([target, targetName]) => ({
    target,
    targetName,
    permissions: permissions.filter((permission) => permission.target === target),
  }));
}

/** One contract and the functions that may be called on it: words for the player, text for the one who checks. */
export function PermissionList({ target, targetName, permissions }: Group) {
  return (
    <div className="row overflow-hidden">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 border-b border-sand-200/10 px-4 py-2.5 text-sm text-mist">
        <span>
          Only on <strong className="text-sand-100">{targetName}</strong>
        </span>
        <code translate="no" title={target} className="font-mono">
          {shortHex(target)}
        </code>
      </p>
      <ul className="divide-y divide-sand-200/8">
        {permissions.map(({ words, functionSignature }) => (
          <li
            key={functionSignature}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-2.5"
          >
            <span>{words}</span>
            <code translate="no" className="font-mono text-sm text-dusk-300">
              {functionSignature}
            </code>
          </li>
        ))}
      </ul>
    </div>
  );
}
