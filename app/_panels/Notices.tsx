"use client";

import { useBridge, useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { NoticeCard } from "./NoticeCard";

const shown = 3;

/** Two regions that are always in the page, since a region that appears together with its text is often not read out. */
export function Notices() {
  const bridge = useBridge();
  const { notices } = useBridgeSnapshot();
  const latest = notices.slice(-shown);
  const urgent = latest.filter(({ tone }) => tone === "error");
  const calm = latest.filter(({ tone }) => tone !== "error");
  return (
    <>
      <div role="alert" className="*:mb-2">
        {urgent.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} onDismiss={bridge.dismissNotice} />
        ))}
      </div>
      <div role="status" className="*:mb-2">
        {calm.map((notice) => (
          <NoticeCard key={notice.id} notice={notice} onDismiss={bridge.dismissNotice} />
        ))}
      </div>
    </>
  );
}
