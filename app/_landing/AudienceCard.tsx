import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type Props = { Icon: LucideIcon; title: string; children: ReactNode };

export function AudienceCard({ Icon, title, children }: Props) {
  return (
    <li className="panel p-6 sm:p-7">
      <Icon aria-hidden className="size-8 text-sand-300" strokeWidth={1.6} />
      <h3 className="mt-4 text-xl font-semibold text-sand-50">{title}</h3>
      <p className="mt-2 leading-relaxed text-mist">{children}</p>
    </li>
  );
}
