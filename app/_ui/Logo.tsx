import Image from "next/image";

export function Logo() {
  return (
    <span className="inline-flex items-center gap-2.5">
      <Image src="/logo.png" alt="" width={32} height={32} unoptimized className="pixelated size-8" />
      <span className="font-pixel text-2xl leading-none text-sand-100">Hourglass</span>
    </span>
  );
}
