import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountRoot } from "@/app/_account/AccountRoot";
import { optionalAddress } from "@/app/_api/primitives";
import { SiteHeader } from "@/app/_board/SiteHeader";

export const metadata: Metadata = {
  title: "Account",
  description: "Who owns an account, and who can recover it, read from the chain.",
};

type Props = { searchParams: Promise<{ account?: string | string[]; recover?: string | string[] }> };

export default async function AccountPage({ searchParams }: Props) {
  const { account, recover } = await searchParams;
  const asked = optionalAddress.safeParse(recover ?? account);
  if (!asked.success) notFound();
  return (
    <>
      <SiteHeader>
        <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">
          {recover === undefined ? "Account" : "Recover an account"}
        </h1>
        <p className="mt-3 max-w-xl text-lg text-sand-100">
          {recover === undefined
            ? "Who owns an account, and who can recover it, read from the chain alone."
            : "Its guardians agree on another owner. The owner of today has a day to cancel."}
        </p>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <div className="max-w-3xl">
          <AccountRoot asked={asked.data} isRecovery={recover !== undefined} />
        </div>
      </main>
    </>
  );
}
