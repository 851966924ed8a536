"use client";

import { useQuery } from "@tanstack/react-query";
import { type Achievement, achievements } from "@/app/_bridge/expedition/achievements";
import { readAchievements } from "@/app/_bridge/expedition/readAchievements";
import { readConfig } from "@/app/_chain/readConfig";
import { AchievementList } from "@/app/_panels/expedition/AchievementList";
import { achievementText } from "@/app/_panels/expedition/achievementText";

/** They change at the end of an expedition only. */
const AGAIN_MS = 15_000;

/** What a player has achieved, from the chain itself. */
export function PlayerAchievements({ account }: { account: `0x${string}` }) {
  const { data, isError } = useQuery({
    queryKey: ["achievements", account],
    queryFn: async ({ signal }) => readAchievements(await readConfig(signal), account),
    refetchInterval: AGAIN_MS,
    retry: 1,
    // Offline it fails at once and says so, instead of waiting without a word.
    networkMode: "always",
  });
  return <AchievementsSection earned={data} hasFailed={isError} />;
}

type Props = {
  /** Undefined: not read yet. */
  earned: readonly Achievement[] | undefined;
  /** The chain did not answer when it was asked last. */
  hasFailed: boolean;
};

/** All that there are, with those of the player marked. */
export function AchievementsSection({ earned, hasFailed }: Props) {
  return (
    <section aria-labelledby="achievements-title" data-testid="player-achievements">
      <h2 id="achievements-title" className="text-2xl font-semibold text-sand-50">
        {achievementText.title}
      </h2>
      <p className="mt-1 text-mist">
        {earned && `${achievementText.count(earned.length, achievements.length)}. `}
        {achievementText.lead}
      </p>
      {!earned && (
        <p role="status" className="row mt-5 px-5 py-6 text-mist">
          {hasFailed ? achievementText.unread : achievementText.reading}
        </p>
      )}
      {earned && (
        <div className="mt-5">
          <AchievementList shown={achievements} earned={earned} />
        </div>
      )}
    </section>
  );
}
