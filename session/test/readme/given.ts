import { type Address, type Chain, type LocalAccount, parseAbi } from "viem";
import type { SessionDeployment } from "../../src/index.ts";

/** The guestbook's ABI: the contract that the README calls. */
export const abi = parseAbi([
  "function sign(string text)",
  "function tip(uint256 page) payable",
  "function texts() view returns (string[])",
]);

/** ABIs of a token and a shop: the README grants calls to them, and makes none. */
export const tokenAbi = parseAbi(["function transfer(address to, uint256 amount) returns (bool)"]);
export const shopAbi = parseAbi([
  "struct Order { uint256 item; uint256 quantity; uint256 price; }",
  "function buy(Order order)",
]);

/** The values that the README assumes. */
export type Given = {
  chain: Chain;
  deployment: SessionDeployment;
  bundlerUrl: string;
  sponsorUrl: string;
  address: Address;
  token: Address;
  shop: Address;
  friend: Address;
  agent: LocalAccount;
  signer: LocalAccount;
};

export const givenNames = [
  ...["chain", "deployment", "bundlerUrl", "sponsorUrl"],
  ...["address", "token", "shop", "friend", "agent", "signer"],
] as const satisfies readonly string[];
