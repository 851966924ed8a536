import type { Metadata } from "next";
import { StateIndex } from "@/app/_states/StateIndex";

export const metadata: Metadata = { title: "States" };

export default function StatesPage() {
  return <StateIndex />;
}
