import Link from "next/link";
import { buttonClass } from "./_ui/Button";
import { PixelHourglass } from "./_ui/PixelHourglass";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="grid justify-items-center gap-4 text-center">
        <PixelHourglass left={0} className="h-21 w-15" />
        <h1 className="text-3xl font-semibold text-sand-50">Page not found</h1>
        <p className="max-w-sm text-mist">There is no page at this address.</p>
        <Link href="/" className={buttonClass("primary", "medium")}>
          Go to the home page
        </Link>
      </div>
    </main>
  );
}
