export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      {/* biome-ignore lint/performance/noImgElement: Next's own writes a style attribute, which the page's policy refuses. */}
      <img src="/logo.png" alt="" width={32} height={32} className="pixelated size-8" />
      <span className="font-pixel text-2xl leading-none text-sand-100">Hourglass</span>
    </span>
  );
}
