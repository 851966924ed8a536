import type { ReactNode } from "react";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";

type Props = { number: number; title: string; left: number; children: ReactNode };

export function Step({ number, title, left, children }: Props) {
  return (
    <li className="grid grid-cols-[auto_1fr] content-start items-start gap-x-5 lg:grid-cols-1 lg:gap-y-4">
      <PixelHourglass left={left} className="h-21 w-15" />
      <div>
        <h3 className="text-xl font-semibold text-sand-50">
          <span className="text-sand-400">{number}.</span> {title}
        </h3>
        <p className="mt-1.5 leading-relaxed text-mist">{children}</p>
      </div>
    </li>
  );
}
