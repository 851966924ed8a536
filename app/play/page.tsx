import type { Metadata } from "next";
import { PlayRoot } from "./PlayRoot";

export const metadata: Metadata = { title: "Play" };

export default function PlayPage() {
  return <PlayRoot />;
}
