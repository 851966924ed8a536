import { gameFunctions } from "@/app/_api/gameFunctions";

/**
 * What a session may call at the game's expense, as the grant spells it. Everything else is for owners, who pay for themselves or
 * get a voucher for one operation.
 */
export const playable: readonly string[] = gameFunctions.map(({ functionSignature }) => functionSignature);
