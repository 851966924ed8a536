"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

type Props = { /** What it holds, for who cannot see it. */ label: string; className: string; children: ReactNode };

/** A part of the page that scrolls by itself. While it has more than it shows, keys reach it too (WCAG 2.1.1). */
export function Scroller({ label, className, children }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const look = () => setOverflows(element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    // Arrow keys scroll it.
    <section ref={area} aria-label={label} tabIndex={overflows ? 0 : undefined} className={className}>
      {children}
    </section>
  );
}
