import type { SessionView } from "@/app/_bridge/ports";
import { Callout } from "@/app/_ui/Callout";

/** The two facts about a session that a player would otherwise learn too late. */
export function SessionNotes({ session }: { session: SessionView }) {
  return (
    <>
      {session.keyStorage === "memory" && (
        <Callout tone="warning">
          <p data-testid="key-memory">
            This browser does not store the key, so it lives in this page only. If you reload or close the page, the key
            is gone.
          </p>
        </Callout>
      )}
      {session.lane === "follower" && (
        <Callout tone="info">
          <p data-testid="lane-follower">Another tab is playing. This one follows; close the other to play here.</p>
        </Callout>
      )}
    </>
  );
}
