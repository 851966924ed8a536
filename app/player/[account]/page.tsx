import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { address } from "@/app/_api/primitives";
import { PlayerView } from "@/app/_board/PlayerView";
import { SiteHeader } from "@/app/_board/SiteHeader";
import { Wanderer } from "@/app/_board/Wanderer";
import { shortHex } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";

type Props = { params: Promise<{ account: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { data: account } = address.safeParse((await params).account);
  return { title: account ? namePlayer(account) : "Nobody" };
}

export default async function PlayerPage({ params }: Props) {
  const { data: account } = address.safeParse((await params).account);
  if (account === undefined) notFound();
  return (
    <>
      <SiteHeader>
        <div className="flex items-end gap-5">
          <Wanderer account={account} className="h-25 w-16 shrink-0" />
          <div className="min-w-0">
            <p className="text-sand-100">Player</p>
            <h1 className="text-4xl font-semibold text-sand-50 sm:text-5xl">{namePlayer(account)}</h1>
            <p data-testid="player-account" className="mt-2 truncate font-mono text-sm text-dusk-300 max-sm:hidden">
              {account}
            </p>
            <p title={account} className="mt-2 font-mono text-sm text-dusk-300 sm:hidden">
              {shortHex(account)}
            </p>
          </div>
        </div>
      </SiteHeader>
      <main className="mx-auto w-full max-w-6xl px-4 pt-2 pb-20 sm:px-5">
        <PlayerView account={account} />
      </main>
    </>
  );
}
