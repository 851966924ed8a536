/** One function of `Hourglass` that a session key may call. */
export type GameFunction = {
  /** What the owner signs, and what the chain hashes and enforces. */
  functionSignature: string;
  /** The same for the player. */
  words: string;
  /** Path of the argument that the session's Sand cap adds up; absent: none. */
  spendArgument?: string;
};

/**
 * The one list of what a session may do: the grant asks for it, the permission card shows it, and the sponsor pays for nothing
 * else. What it leaves out on purpose: `leave` (Sand out of the bank) and `settle`, which are for owners and bystanders. Each
 * entry has its measured gas in app/_bridge/gasLimits.json, whose keys are the grant that the contracts' tests sign.
 */
export const gameFunctions: readonly GameFunction[] = [
  { functionSignature: "move(bytes)", words: "Walk, up to 32 steps at a time" },
  { functionSignature: "gather(uint256)", words: "Gather what grows beside you" },
  { functionSignature: "craft(uint256)", words: "Make things of what you gathered" },
  { functionSignature: "equip(uint256)", words: "Wear and take off what you own" },
  { functionSignature: "claim(uint256)", words: "Claim the reward of a quest" },
  {
    functionSignature: "buy(uint256,uint256)",
    words: "Buy from the trader, up to the Sand named here",
    spendArgument: "2",
  },
  { functionSignature: "embark()", words: "Set out on an expedition" },
  { functionSignature: "finish()", words: "End an expedition and score it" },
  { functionSignature: "bank(uint256)", words: "Bring Sand into your own bank" },
  { functionSignature: "unearth(uint256)", words: "Dig up relics and open chests" },
];
