import type { SessionView } from "@/app/_bridge/ports";
import { SessionPanel } from "@/app/_panels/session/SessionPanel";
import { Messages } from "@/app/play/Messages";
import { SessionDetails } from "@/app/play/SessionDetails";
import { wallet } from "../facts";
import type { Sizes } from "../sizes";
import type { StateGroup } from "../state";
import { guest, runningHour, type Still, session } from "../still";
import { Sheet } from "./Sheet";

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

/** The panel with a session that differs, on a page that differs. */
const panel = (changes: () => Partial<SessionView>, page: Partial<Still["page"]> = {}) => ({
  knows: (sizes: Sizes) => ({ page: { ...runningHour(sizes).page, session: session(sizes, changes()), ...page } }),
  draw: () => (
    <Sheet>
      <SessionPanel showTime />
    </Sheet>
  ),
});

const of = (page: Partial<Still["page"]>) => (sizes: Sizes) => ({ page: { ...runningHour(sizes).page, ...page } });

const drawDetails = () => (
  <Sheet>
    <SessionDetails />
  </Sheet>
);
/** While something is on its way the page does not try. */
const settled = of({ operations: [] });

export const sessionPanel: StateGroup = {
  title: "Session panel",
  states: [
    { name: "panel-none", title: "No session", ...panel(() => ({}), { session: undefined, phase: "connected" }) },
    {
      name: "panel-loading",
      title: "Looking for the session",
      ...panel(() => ({}), { session: undefined, phase: "loading" }),
    },
    {
      name: "panel-granted",
      title: "Signed, not on chain yet",
      ...panel(() => ({ state: "granted", isRead: false }), { operations: [] }),
    },
    { name: "panel-running", title: "Running", ...panel(() => ({})) },
    { name: "panel-soon", title: "Ends soon", ...panel(() => ({ playUntil: inSeconds(4 * 60) })) },
    {
      ...{
        name: "panel-warns",
        title: "Ten minutes and a half are left",
        ...panel(() => ({ playUntil: inSeconds(630) })),
      },
      draw: () => (
        <Sheet>
          <Messages onRenew={() => undefined} />
          <SessionPanel showTime />
        </Sheet>
      ),
    },
    { name: "panel-last", title: "The last minute", ...panel(() => ({ playUntil: inSeconds(61) })) },
    { name: "panel-low", title: "Limits run low", ...panel(() => ({ actionsLeft: 12, sandLeft: 3n, gasLeftWei: 9n })) },
    { name: "panel-memory", title: "The browser does not store the key", ...panel(() => ({ keyStorage: "memory" })) },
    { name: "panel-follower", title: "Another tab plays", ...panel(() => ({ lane: "follower" })) },
    { name: "panel-end", title: "End it?", ...panel(() => ({})), press: ["[data-testid=end-session]"] },
    { name: "panel-ending", title: "Being ended", ...panel(() => ({}), { busy: "ending" }) },
    {
      name: "panel-expired",
      title: "Over by time",
      ...panel(() => ({ state: "expired", end: "expired" }), { phase: "ended" }),
    },
    {
      name: "panel-revoked",
      title: "Ended by the player",
      ...panel(() => ({ state: "revoked", end: "revoked" }), { phase: "ended" }),
    },
    {
      name: "panel-exhausted",
      title: "Used up",
      ...panel(() => ({ state: "expired", end: "exhausted" }), { phase: "ended" }),
    },
    { name: "sent-nothing", title: "Nothing was sent", knows: settled, draw: drawDetails },
    { name: "sent-all", title: "Every status of an operation", draw: drawDetails },
    { name: "sent-signed", title: "What was signed", draw: drawDetails, press: ["[data-testid=signed] summary"] },
    {
      ...{ name: "steal-refused", title: "The key tried to steal", knows: settled, draw: drawDetails },
      press: ["[data-testid=try-to-steal]"],
      until: "[data-testid=steal-report]",
    },
    {
      ...{ name: "steal-failed", title: "The chain did not answer the attempt", draw: drawDetails },
      knows: (sizes) => ({ ...settled(sizes), theft: { failure: "The blockchain is not responding." } }),
      press: ["[data-testid=try-to-steal]"],
      until: "[data-testid=steal-failed]",
    },
    {
      name: "owner-wallet",
      title: "A wallet owns the account",
      knows: of({ owner: { ...guest, kind: "wallet", label: wallet }, phase: "ended", session: undefined }),
      draw: drawDetails,
    },
  ],
};
