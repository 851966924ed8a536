/**
 * What a session may call at the game's expense, as the grant spells it: IHourglass's actions. Everything else is for
 * owners, who pay for themselves or get a voucher for one operation.
 */
export const playable: readonly string[] = [
  "move(bytes)",
  "gather(uint256)",
  "craft(uint256)",
  "equip(uint256)",
  "claim(uint256)",
  "buy(uint256,uint256)",
];
