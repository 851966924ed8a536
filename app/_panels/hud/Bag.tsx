"use client";

import { Backpack } from "lucide-react";
import { useInventory, usePlay, useSand } from "@/app/_bridge/hud";
import { loadPart } from "@/app/_ui/loadPart";
import { BagItem } from "./BagItem";
import { PanelEmpty } from "./PanelEmpty";
import { SandPurse } from "./SandPurse";

const SendForm = loadPart(() => import("../owner/actions").then((module) => module.SendForm));

export function Bag() {
  const items = useInventory();
  const sand = useSand();
  const play = usePlay();
  const owned = items.filter(({ count }) => count > 0);
  return (
    <div className="grid gap-3">
      <SandPurse sand={sand} />
      {owned.length === 0 ? (
        <PanelEmpty icon={<Backpack aria-hidden className="size-7" />}>
          Your bag is empty. Walk up to something that grows and gather it.
        </PanelEmpty>
      ) : (
        <ul className="grid gap-2">
          {owned.map((item) => (
            <BagItem key={item.id} item={item} onEquip={() => play({ type: "equip", item: item.id })} />
          ))}
        </ul>
      )}
      {(owned.length > 0 || sand > 0n) && <SendForm />}
    </div>
  );
}
