import {
  Axe,
  Box,
  Cherry,
  Flashlight,
  Footprints,
  Gem,
  Lamp,
  type LucideIcon,
  Mountain,
  Pickaxe,
  Sailboat,
  Shell,
  Sparkles,
  Spline,
  TreePine,
  Wheat,
} from "lucide-react";
import { cx } from "@/app/_ui/cx";

const icons: Readonly<Record<string, LucideIcon>> = {
  wood: TreePine,
  fibre: Wheat,
  stone: Mountain,
  shell: Shell,
  berry: Cherry,
  ore: Gem,
  pearl: Sparkles,
  shard: Sparkles,
  rope: Spline,
  plank: Box,
  axe: Axe,
  sickle: Wheat,
  pick: Pickaxe,
  boots: Footprints,
  raft: Sailboat,
  lantern: Lamp,
  torch: Flashlight,
};

export function ItemIcon({ name, className }: { name: string; className?: string }) {
  const Icon = icons[name] ?? Box;
  return (
    <span aria-hidden className={cx("grid size-11 shrink-0 place-items-center rounded-xl bg-night-700/70", className)}>
      <Icon className="size-5 text-sand-200" />
    </span>
  );
}
