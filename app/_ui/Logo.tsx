import { PixelHourglass } from "./PixelHourglass";

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <PixelHourglass left={0.6} className="h-7 w-5" />
      <span className="font-pixel text-2xl leading-none text-sand-100">Hourglass</span>
    </span>
  );
}
