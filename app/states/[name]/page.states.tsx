import type { Metadata } from "next";
import { StateStage } from "@/app/_states/StateStage";

export const metadata: Metadata = { title: "State" };

export default function StatePage() {
  return <StateStage />;
}
