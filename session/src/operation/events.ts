import { parseAbi } from "viem";

/** Events of SessionValidator, apart from its functions: a page that only plays does not load them. A test compares them with forge's output. */
export const sessionEvents = parseAbi([
  "event SessionEnabled(address indexed account, bytes32 indexed session, bytes sessionKey, address paymaster, uint192 nonceKey, bytes packedGrant)",
  "event SessionEnded(address indexed account, bytes32 indexed session)",
  "event EpochRaised(address indexed account, bytes32 epoch)",
]);
