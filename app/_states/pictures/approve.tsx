import { ApproveView } from "@/app/_approve/ApproveView";
import { createGamePermissions } from "@/app/_bridge/gamePermissions";
import type { ApprovalState } from "@/app/_bridge/link/approvalState";
import { wholeOf } from "@/app/_bridge/link/narrow";
import type { Answerable, Refused } from "@/app/_bridge/link/readRequest";
import { card, deployment, hex } from "../facts";
import type { Sizes } from "../sizes";
import type { StateGroup } from "../state";
import { guest } from "../still";
import { Page } from "./Sheet";

const nothing = () => undefined;

/** A request of an agent that walks and gathers. */
function answerable({ isLarge, limits }: Sizes): Answerable {
  const game = createGamePermissions(deployment.hourglass);
  const some = isLarge ? game.permissions : game.permissions.slice(0, 2);
  return {
    request: {
      ...{ chainId: deployment.chainId, validator: deployment.sessionValidator, sessionKey: hex(14, 84) },
      name: isLarge ? "W".repeat(40) : "Explorer on this laptop",
      permissions: some,
      limits: { calls: isLarge ? limits.calls : 60, spend: isLarge ? limits.sand : 0n, duration: 1_200 },
      ...{ expiresAt: Math.floor(Date.now() / 1_000) + 540, sealTo: hex(4, 65), mailbox: hex(5, 32) },
      ...{ id: hex(6, 32), code: "7KQ2-M9XD" },
    },
    functions: some.map(({ functionSignature }, index) => ({
      functionSignature,
      words: game.says[index]?.words ?? functionSignature,
    })),
  };
}

const shown = (make: (sizes: Sizes) => ApprovalState) => ({
  draw: (sizes: Sizes) => {
    const state = make(sizes);
    const approval = {
      ...{ getState: () => state, subscribe: () => nothing, start: () => nothing },
      ...{ enter: nothing, choose: nothing, sign: nothing, send: nothing },
    };
    return (
      <Page>
        <ApproveView approval={approval} />
      </Page>
    );
  },
});

const asked = (sizes: Sizes, signing = false) => {
  const request = answerable(sizes);
  return { ...request, owner: guest, choice: wholeOf(request.request), card: card(sizes), signing };
};
const refused = (because: Refused["because"], words: string) =>
  shown(() => ({ step: "refused", refused: { because, words } }));
const signed = (delivery: "sending" | "sent" | "failed") =>
  shown((sizes) => ({ step: "signed", sealed: "s".repeat(400), delivery, ...asked(sizes) }));

export const approvePages: StateGroup = {
  title: "Approval by link",
  states: [
    { name: "approve-loading", title: "Loading", ...shown(() => ({ step: "reading" })) },
    {
      ...{ name: "approve-down", title: "The chain does not answer" },
      ...shown(() => ({ step: "reading", problem: "The blockchain is not responding." })),
    },
    {
      ...{ name: "approve-nobody", title: "Who owns the account?" },
      ...shown((sizes) => ({ step: "nobody", opening: undefined, ...answerable(sizes) })),
    },
    { name: "approve-asked", title: "What is asked for", ...shown((sizes) => ({ step: "asked", ...asked(sizes) })) },
    {
      ...{ name: "approve-signing", title: "The owner signs" },
      ...shown((sizes) => ({ step: "asked", ...asked(sizes, true) })),
    },
    { name: "approve-sending", title: "Signed, being delivered", ...signed("sending") },
    { name: "approve-sent", title: "Delivered", ...signed("sent") },
    { name: "approve-copy", title: "The mailbox does not answer", ...signed("failed") },
    { name: "approve-unreadable", title: "Half a link", ...refused("unreadable", "The link is not complete.") },
    { name: "approve-expired", title: "Too old", ...refused("expired", "A request is valid for ten minutes.") },
    { name: "approve-answered", title: "Answered before", ...refused("answered", "This request was answered before.") },
    {
      ...{ name: "approve-foreign", title: "More than the game gives" },
      ...refused("foreign", "It asks for transfer(address,uint256), and no session of this game may do that."),
    },
  ],
};
