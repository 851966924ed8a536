"use client";

import { useMemo } from "react";
import { encode } from "uqr";

/** Dark on light, with the quiet border that cameras need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { size: side, data } = encode(text, { ecc: "L", border: 3 });
    const cells = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: side, path: cells.join("") };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      data-testid="pairing-code"
      data-uri={text}
      viewBox={`0 0 ${size} ${size}`}
      className="w-full max-w-64 rounded-xl bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#15102e" />
    </svg>
  );
}
