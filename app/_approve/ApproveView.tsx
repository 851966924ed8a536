"use client";

import { useEffect, useSyncExternalStore } from "react";
import { BoardWaiting } from "@/app/_board/BoardState";
import type { Approval } from "@/app/_bridge/link/createApproval";
import type { Refused } from "@/app/_bridge/link/readRequest";
import { Callout } from "@/app/_ui/Callout";
import { PixelHourglass } from "@/app/_ui/PixelHourglass";
import { AskedCard } from "./AskedCard";
import { OwnerDoors } from "./OwnerDoors";
import { RequestHead } from "./RequestHead";
import { Signed } from "./Signed";

/** A request from another device, from its link to its answer. */
export function ApproveView({ approval }: { approval: Approval }) {
  const state = useSyncExternalStore(approval.subscribe, approval.getState, approval.getState);
  useEffect(() => approval.start(), [approval]);
  return (
    <div data-testid="approve" data-step={state.step} className="grid gap-5">
      {state.step === "reading" && !state.problem && <BoardWaiting />}
      {state.step === "refused" && <RefusedRequest {...state.refused} />}
      {(state.step === "nobody" || state.step === "asked") && <RequestHead request={state.request} />}
      {state.problem && (
        <Callout tone="error">
          <p role="alert" data-testid="approve-problem">
            {state.problem}
          </p>
        </Callout>
      )}
      {state.step === "nobody" && <OwnerDoors opening={state.opening} onEnter={approval.enter} />}
      {state.step === "asked" && <AskedCard state={state} approval={approval} />}
      {state.step === "signed" && <Signed state={state} onSend={approval.send} />}
    </div>
  );
}

const titles: Readonly<Record<Refused["because"], string>> = {
  unreadable: "This link is not complete",
  world: "This request is for another world",
  expired: "This request has expired",
  foreign: "This cannot be allowed",
  answered: "Already answered",
};

/** Nothing to sign, and why. */
function RefusedRequest({ because, words }: Refused) {
  return (
    <div
      role="alert"
      data-testid="approve-refused"
      data-because={because}
      className="panel grid justify-items-center gap-4 px-6 py-12 text-center"
    >
      <PixelHourglass left={0} className="h-21 w-15" />
      <h2 className="text-2xl font-semibold text-sand-50">{titles[because]}</h2>
      <p className="max-w-md wrap-anywhere text-mist">{words}</p>
      <p className="max-w-md text-sm text-mist">Nothing was signed.</p>
    </div>
  );
}
