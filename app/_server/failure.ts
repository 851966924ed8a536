// Every refusal of the server has one class, which the kit's sponsor throws too: a short message for the player, data for the
// developer, a cause for the log.
export { partDown, RpcFailure as Failure, toFailure } from "@hourglass/session/sponsor";
