import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { address } from "@/app/_api/primitives";
import { pictureSize, runNumber } from "@/app/_api/run";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { Wanderer } from "@/app/_board/Wanderer";
import { RunView } from "@/app/_run/RunView";
import { formatCount, shortHex } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";

type Props = {
  params: Promise<{ account: string; number: string }>;
  searchParams: Promise<{ you?: string | string[] }>;
};

/** What an address names; undefined when it can be no expedition. */
async function readParams({ params }: Pick<Props, "params">): Promise<{ account: string; number: number } | undefined> {
  const seen = await params;
  const { data: account } = address.safeParse(seen.account);
  const { data: number = 0 } = runNumber.safeParse(seen.number);
  return account === undefined || number === 0 ? undefined : { account, number };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const run = await readParams(props);
  if (!run) return { title: "No expedition" };
  const title = `${namePlayer(run.account)}, expedition ${formatCount(run.number)}`;
  const description = "Watch this expedition again, second by second, as the chain tells it.";
  const origin = (await headers()).get("x-origin") || undefined;
  const url = `/run/${run.account}/${run.number}`;
  const images = origin && [{ url: `${origin}/api${url}/picture`, ...pictureSize, alt: title, type: "image/png" }];
  const shown = { title: `${title} · Hourglass`, description, ...(images && { images }) };
  return {
    ...{ title, description },
    openGraph: { ...shown, type: "article" },
    twitter: { ...shown, card: "summary_large_image" },
  };
}

export default async function RunPage(props: Props) {
  const run = await readParams(props);
  if (!run) notFound();
  const { account, number } = run;
  const { data: you } = address.safeParse((await props.searchParams).you);
  return (
    <>
      <SiteHeader>
        <div className="flex items-end gap-5">
          <Wanderer account={account} className="h-25 w-16 shrink-0" />
          <div className="min-w-0">
            <p className="text-sand-100">Expedition {formatCount(number)}</p>
            <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">{namePlayer(account)}</h1>
            <p className="mt-2 text-sm">
              <Link
                href={`/player/${account}`}
                title={account}
                className="font-mono text-dusk-300 underline underline-offset-4"
              >
                {shortHex(account)}
              </Link>
            </p>
          </div>
        </div>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <RunView account={account} number={number} you={you} />
      </main>
    </>
  );
}
