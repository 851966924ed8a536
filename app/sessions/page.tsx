import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { optionalAddress } from "@/app/_api/primitives";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { SessionsRoot } from "@/app/_sessions/SessionsRoot";

export const metadata: Metadata = {
  title: "Sessions",
  description: "Every session of an account, on every device, read from the chain.",
};

type Props = { searchParams: Promise<{ account?: string | string[] }> };

export default async function SessionsPage({ searchParams }: Props) {
  const { account } = await searchParams;
  const asked = optionalAddress.safeParse(account);
  if (!asked.success) notFound();
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">Sessions</h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          Every session of an account, on every device, read from the chain alone.
        </p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <SessionsRoot asked={asked.data} />
      </main>
    </>
  );
}
