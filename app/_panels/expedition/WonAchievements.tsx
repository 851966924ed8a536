import type { SummaryView } from "@/app/_bridge/expedition/views";
import { Disclosure } from "@/app/_ui/Disclosure";
import { AchievementList } from "./AchievementList";
import { achievementText } from "./achievementText";

/** What this expedition earned for the first time, and all of the player on request. */
export function WonAchievements({ won, earned, all }: SummaryView["achievements"]) {
  return (
    <section aria-label={achievementText.title} className="grid gap-2" data-testid="achievements">
      {won.length > 0 && (
        <>
          <h3 className="font-semibold text-sand-50">{achievementText.won}</h3>
          <AchievementList shown={won} earned={earned} />
        </>
      )}
      <Disclosure title={achievementText.count(earned.length, all.length)} testId="all-achievements">
        <AchievementList shown={all} earned={earned} />
      </Disclosure>
    </section>
  );
}
