// Each line below a comment must not compile: it is checked outside the workspace, with the tarball's types.
// @ts-expect-error not exported here
import { allow, createLane, type createSessions, deviceOwner } from "@hourglass/session";
// @ts-expect-error no such export
import * as lane from "@hourglass/session/dist/lane/lane.js";
import { parseAbi } from "viem";

const address = "0x1111111111111111111111111111111111111111";
const book = parseAbi(["function sign(string text)", "function count() view returns (uint256)"]);
const token = parseAbi(["function transfer(address to, uint256 amount) returns (bool)"]);
export const unused = [lane, createLane];

// @ts-expect-error no such function
allow({ address, abi: book, functions: { sing: true } });
// @ts-expect-error a view
allow({ address, abi: book, functions: { count: true } });
// @ts-expect-error no such argument
allow({ address, abi: token, functions: { transfer: { args: { recipient: { equals: address } } } } });
// @ts-expect-error an address is not a number
allow({ address, abi: token, functions: { transfer: { args: { to: { max: 1n } } } } });
// @ts-expect-error an address is not an amount
allow({ address, abi: token, functions: { transfer: { spend: "to" } } });
// @ts-expect-error takes no native value
allow({ address, abi: book, functions: { sign: { value: 1n } } });

export async function play(sessions: ReturnType<typeof createSessions>) {
  const permissions = [allow({ address, abi: book, functions: { sign: true } })] as const;
  // @ts-expect-error a session has limits
  await sessions.open({ owner: deviceOwner(), permissions });
  const session = await sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 1 } });
  // @ts-expect-error the ABI wants text
  await session.writeContract({ address, abi: book, functionName: "sign", args: [1n] });
}
