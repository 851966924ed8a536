import type { ReactNode } from "react";

export function PanelEmpty({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="row grid justify-items-center gap-2 px-6 py-8 text-center text-sm text-mist">
      {icon}
      <p className="max-w-xs">{children}</p>
    </div>
  );
}
