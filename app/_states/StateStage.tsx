"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { loadPart } from "@/app/_ui/loadPart";

/** A state is drawn in the browser only: what it holds is made there, with that clock. */
const Stage = loadPart(() => import("./Stage").then((module) => module.Stage));

/** The state that the address names; the page may go from one to the next without being loaded again. */
export function StateStage() {
  const name = usePathname().split("/").at(-1) ?? "";
  return <Stage name={name} size={useSearchParams().get("size") === "large" ? "large" : "usual"} />;
}
