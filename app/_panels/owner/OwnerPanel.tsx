import { Bazaar } from "../bazaar/Bazaar";
import { Holdings } from "./Holdings";

/** What a player owns, and the market between players: all that takes the owner's signature. */
export function OwnerPanel() {
  return (
    <div className="grid gap-5">
      <Holdings />
      <Bazaar />
    </div>
  );
}
