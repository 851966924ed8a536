import { Check } from "lucide-react";
import type { ItemView } from "@/app/_bridge/hudViews";
import { Button } from "@/app/_ui/Button";
import { ItemIcon } from "./ItemIcon";

export function BagItem({ item, onEquip }: { item: ItemView; onEquip: () => void }) {
  return (
    <li
      data-testid={`inventory-item-${item.id}`}
      data-count={item.count}
      data-worn={item.worn}
      className="row flex items-center gap-3 p-2.5"
    >
      <ItemIcon name={item.name} />
      <div className="min-w-0 grow">
        <p className="font-semibold text-sand-50 capitalize">
          {item.name} <span className="font-normal text-mist">× {item.count}</span>
        </p>
        <p className="text-sm text-mist">{item.hint}</p>
      </div>
      {item.slot && (
        <Button
          data-testid={`equip-${item.id}`}
          look={item.worn ? "outline" : "quiet"}
          size="small"
          // The word that is seen comes first, and it tells the state: a pressed "Worn" would say it twice.
          aria-label={`${item.worn ? "Worn" : "Wear"}: ${item.name}`}
          icon={item.worn && <Check aria-hidden className="size-4" />}
          onClick={onEquip}
        >
          {item.worn ? "Worn" : "Wear"}
        </Button>
      )}
    </li>
  );
}
