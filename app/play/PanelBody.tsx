"use client";

import type { ReactNode } from "react";
import { loadPart } from "@/app/_ui/loadPart";
import type { PanelId } from "./panels";

const RunPanel = loadPart(() => import("./RunPanel").then((module) => module.RunPanel));
const OwnerPanel = loadPart(() => import("@/app/_panels/owner/actions").then((module) => module.OwnerPanel));

/** What a panel holds. What the session's holds differs between the layouts, so it is handed in. */
export function PanelBody({ id, session }: { id: PanelId; session: ReactNode }) {
  if (id === "session") return session;
  return id === "bazaar" ? <OwnerPanel /> : <RunPanel id={id} />;
}
