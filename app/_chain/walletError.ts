import { SwitchChainError, UserRejectedRequestError } from "viem";

const rejected = UserRejectedRequestError.code;
const alreadyAsking = -32002;

function codesOf(error: unknown): number[] {
  const codes: number[] = [];
  for (let seen = error; seen instanceof Object; seen = "cause" in seen ? seen.cause : undefined) {
    if ("code" in seen && typeof seen.code === "number") codes.push(seen.code);
  }
  return codes;
}

/** What went wrong in the wallet, and what to do next, for the player. */
export function walletErrorText(error: unknown): string {
  const codes = codesOf(error);
  if (codes.includes(rejected)) return "The wallet said no. Nothing was signed; you can try again.";
  if (codes.includes(alreadyAsking))
    return "The wallet is already asking you something. Open it and answer there first.";
  if (codes.includes(SwitchChainError.code))
    return "The wallet could not change the chain. Change it there, then try again.";
  return "The wallet did not answer as expected. Unlock it and try again.";
}
