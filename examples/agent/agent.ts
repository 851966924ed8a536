// The agent's side: signs the guestbook with its own key, which never leaves this process.
//   AGENT_KEY=0x… node dist/agent.js "hello" < grant.json
import { readFileSync } from "node:fs";
import { accountKey, isSessionError, parseGrant } from "@hourglass/session";
import { privateKeyToAccount } from "viem/accounts";
import { abi, address, readKey, sessions } from "./world.ts";

const [text = "I was here"] = process.argv.slice(2);
const key = accountKey(privateKeyToAccount(readKey("AGENT_KEY")));
const session = await sessions.adopt(parseGrant(readFileSync(0, "utf8")), { key, abis: [abi] });
try {
  const hash = await session.writeContract({ address, abi, functionName: "sign", args: [text] });
  console.log(JSON.stringify({ account: session.account, hash, left: session.snapshot.left.calls }));
} catch (error) {
  process.exitCode = 1;
  if (isSessionError(error, "NotPermittedError")) console.error(error.because, error.seen, error.allowed);
  else if (isSessionError(error, "CallsRevertedError"))
    console.error(error.contractError?.name, error.contractError?.args);
  else throw error;
} finally {
  await session.close();
  await sessions.dispose();
}
