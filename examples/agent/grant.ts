// The owner's side: grants a session to the agent's address, and writes what the agent needs to standard output.
//   OWNER_KEY=0x… node dist/grant.js 0xAgent > grant.json
import { accountOwner, serializeGrant } from "@hourglass/session";
import { isAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { permissions, readKey, sessions } from "./world.ts";

const agent = process.argv[2];
if (!agent || !isAddress(agent)) throw new Error("Give the agent's address as the first argument.");
const grant = await sessions.grant({
  owner: accountOwner(privateKeyToAccount(readKey("OWNER_KEY"))),
  to: agent,
  permissions,
  limits: { calls: 10 },
});
console.log(serializeGrant(grant));
