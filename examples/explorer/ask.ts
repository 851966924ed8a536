import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { type AskedGrant, createGrantRequest, createSessionKey, type Session } from "@hourglass/session";
import { getBlock } from "viem/actions";
import { abi, limits, name, permissions, sessions, url } from "./world.ts";

const LOOK_MS = 1_000;

/** Asks the owner by link, and waits for the answer. The key is in this process alone. */
export async function askByLink(): Promise<Session> {
  const key = await createSessionKey(sessions.deployment.p256Verifier);
  const asked = await createGrantRequest({
    ...{ world: sessions.deployment, key, permissions, limits, name },
    nowSeconds: await readClock(),
  });
  console.log(
    `${name} asks to set out, walk and gather for ${limits.duration / 60} minutes, with ${limits.calls} actions at most.`,
  );
  console.log("Open this link where you play, compare the code, and sign:\n");
  console.log(`  ${url}/approve#${asked.text}\n`);
  console.log(`  Code ${asked.code}\n`);
  console.log("Waiting. Or paste the answer here.");
  return sessions.adopt(await waitForAnswer(asked), { key, abis: [abi] });
}

/** The answer comes by the mailbox of the game, or by hand, whichever is first. */
async function waitForAnswer(asked: AskedGrant) {
  const done = new AbortController();
  const { signal } = done;
  const input = createInterface({ input: process.stdin });
  const pasted = new Promise<string>((resolve) => input.on("line", (line) => line.trim() && resolve(line)));
  try {
    return await asked.open(await Promise.race([pasted, collect(asked, signal)]));
  } finally {
    done.abort();
    input.close();
  }
}

/** Looks into the mailbox until there is an answer. Only the secret opens it, and then it is emptied. */
async function collect({ request, secret }: AskedGrant, signal: AbortSignal): Promise<string> {
  const headers = { authorization: `Bearer ${secret}` };
  const box = `${url}/api/mailbox/${request.mailbox}`;
  for (;;) {
    const answer = await fetch(box, { headers, signal }).then(read, () => undefined);
    if (answer?.sealed) {
      await fetch(box, { method: "DELETE", headers, signal }).catch(() => undefined);
      return answer.sealed;
    }
    signal.throwIfAborted();
    if ((await readClock()) >= request.expiresAt) throw new Error("Nobody answered in ten minutes. Start it again.");
    await pause(LOOK_MS, undefined, { signal });
  }
}

const read = async (response: Response) =>
  response.ok ? ((await response.json()) as { state: string; sealed?: string }) : undefined;

/** The time of the chain: a machine's own clock may be wrong. */
const readClock = async () => Number((await getBlock(sessions.client)).timestamp);
