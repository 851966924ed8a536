import { type Owner, SessionError } from "@hourglass/session/core";

/** Why an owner that is a contract cannot do something here. */
export const NEEDS_A_KEY =
  "The owner of this account is a contract, such as a Safe. It can start and end sessions; this needs an owner with a key, because bundlers ask no contracts.";

/** @throws SessionError for an owner that is a contract: nobody would carry its operation. */
export function requireKey({ isContract }: Pick<Owner, "isContract">): void {
  if (isContract) throw new SessionError(NEEDS_A_KEY);
}
