import type { Metadata } from "next";
import { ApproveRoot } from "@/app/_approve/ApproveRoot";
import { SiteHeader } from "@/app/_board/SiteHeader";

export const metadata: Metadata = {
  title: "Approve a request",
  description: "Another device, a script or an agent asks to play with your account.",
  // The address of a request is for its owner alone.
  referrer: "no-referrer",
  robots: { index: false },
};

export default function ApprovePage() {
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Approve a request</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          Another device asks to play with your account. You decide for how long, and what it may do.
        </p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-2xl px-4 pt-2 pb-20 sm:px-5">
        <ApproveRoot />
      </main>
    </>
  );
}
