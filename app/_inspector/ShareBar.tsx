type Props = { label: string; part: bigint; whole: bigint };

/** How much of a limit is used. SVG attributes, because the page's policy refuses style attributes. */
export function ShareBar({ label, part, whole }: Props) {
  const width = part === 0n ? 0 : Math.max(2, Number((part * 1000n) / whole));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 1000 8"
      preserveAspectRatio="none"
      className="h-2 w-full rounded-full"
    >
      <rect width="1000" height="8" className="fill-night-700" />
      <rect width={width} height="8" className="fill-sand-300" />
    </svg>
  );
}
