import {
  type Address,
  BaseError,
  concat,
  createWalletClient,
  decodeErrorResult,
  encodeFunctionData,
  type Hex,
  http,
  numberToHex,
  parseAbi,
  RpcRequestError,
  size,
  slice,
  toFunctionSelector,
} from "viem";
import {
  entryPoint08Abi,
  entryPoint08Address,
  formatUserOperationRequest,
  getUserOperationHash,
  toPackedUserOperation,
  type UserOperation,
} from "viem/account-abstraction";
import { mnemonicToAccount } from "viem/accounts";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { playerAccountAbi, sessionValidatorAbi } from "@/session/generated/abis";
import { type Chain, STATUS } from "./fixtures/chain";
import { type HeldSession, holdSessionKey, signWithHeldKey } from "./fixtures/keys";
import { expect, test } from "./test";

const errors = [
  ...parseAbi(["error FailedOp(uint256 opIndex, string reason)", "error FailedOpWithRevert(uint256, string, bytes)"]),
  ...sessionValidatorAbi,
] as const;

// Bundlers hand the bytes on, or name the error.
const revoked = new RegExp(`SessionRevoked|${toFunctionSelector("SessionRevoked(bytes32)").slice(2)}`);

test("the key of an ended session is refused by bundler and EntryPoint, and not for its nonce", async ({
  page,
  stack,
  chain,
  beginAsGuest,
  game,
  panels,
  panel,
}) => {
  await beginAsGuest();
  await game.step("north");
  await game.waitUntilConfirmed();
  await panels.open("session");
  const account = await panel.readAccount();
  const held = await holdSessionKey(page, account);

  await test.step("the same handmade operation is taken while the session runs", async () => {
    const operation = await makeOperation(held, account, chain, (digest) => signWithHeldKey(page, digest));
    expect(await askEntryPoint(chain, stack.rpcUrl, operation), "the proof would prove nothing otherwise").toBe(
      "taken",
    );
  });

  await panel.endSession();
  const session = await chain.readSession(account, held.sessionKey);
  expect(session.status).toBe(STATUS.revoked);
  const before = await chain.readPlayer(account);
  const operation = await makeOperation(held, account, chain, (digest) => signWithHeldKey(page, digest));

  await test.step("straight to the EntryPoint", async () => {
    expect(await askEntryPoint(chain, stack.rpcUrl, operation)).toBe("AA23 reverted SessionRevoked");
  });

  await test.step("through the page's door to the bundler", async () => {
    const answer = await page.evaluate(
      async (params) => {
        const response = await fetch("/api/bundler", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_sendUserOperation", params }),
        });
        return response.json();
      },
      [formatUserOperationRequest(operation), entryPoint08Address] as const,
    );
    const said = JSON.stringify(answer);
    expect(answer.error, said).toBeDefined();
    expect(said).not.toContain("AA25");
    expect(said).toMatch(revoked);
  });

  const after = await chain.readPlayer(account);
  expect(after).toEqual(before);
  await expect(panel.ended).toContainText("The chain refuses the key from now on");
  expect(await game.readPhase()).toBe("ended");
});

/** One step by hand, with the lane's nonce of this moment: everything about it is right but the session. */
async function makeOperation(
  { sessionKey, nonceKey, voucher }: HeldSession,
  sender: Address,
  chain: Chain,
  sign: (digest: Hex) => Promise<Hex>,
): Promise<UserOperation<"0.8">> {
  const { client, deployment } = chain;
  const nonce = await client.readContract({
    abi: entryPoint08Abi,
    address: entryPoint08Address,
    functionName: "getNonce",
    args: [sender, nonceKey],
  });
  const step = encodeFunctionData({ abi: hourglassAbi, functionName: "move", args: ["0x02"] });
  const single = concat([deployment.hourglass, numberToHex(0, { size: 32 }), step]);
  const { baseFeePerGas } = await client.getBlock();
  const operation: UserOperation<"0.8"> = {
    sender,
    nonce,
    callData: encodeFunctionData({
      abi: playerAccountAbi,
      functionName: "execute",
      args: [numberToHex(0, { size: 32 }), single],
    }),
    callGasLimit: 300_000n,
    verificationGasLimit: 300_000n,
    preVerificationGas: 120_000n,
    maxFeePerGas: (baseFeePerGas ?? 0n) * 2n + 1_000_000_000n,
    maxPriorityFeePerGas: 1_000_000_000n,
    paymaster: voucher.paymaster as Address,
    paymasterData: voucher.paymasterData as Hex,
    paymasterVerificationGasLimit: BigInt(voucher.paymasterVerificationGasLimit ?? 0),
    paymasterPostOpGasLimit: BigInt(voucher.paymasterPostOpGasLimit ?? 0),
    signature: "0x",
  };
  const digest = getUserOperationHash({
    chainId: deployment.chainId,
    entryPointAddress: entryPoint08Address,
    entryPointVersion: "0.8",
    userOperation: operation,
  });
  const signature = toLowS(await sign(digest));
  return {
    ...operation,
    signature: concat(["0x00", numberToHex(size(sessionKey), { size: 1 }), sessionKey, signature]),
  };
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** WebCrypto gives high s half of the time, the chain takes low s only. */
function toLowS(signature: Hex): Hex {
  const s = BigInt(slice(signature, 32, 64));
  return concat([slice(signature, 0, 32), numberToHex(s > ORDER / 2n ? ORDER - s : s, { size: 32 })]);
}

/** Bundles it ourselves, as anybody may, by `eth_call` of `handleOps` with a funded account. */
async function askEntryPoint(chain: Chain, rpcUrl: string, operation: UserOperation<"0.8">): Promise<string> {
  const account = mnemonicToAccount("test test test test test test test test test test test junk", { addressIndex: 9 });
  const bundler = createWalletClient({ account, chain: chain.chain, transport: http(rpcUrl) });
  const data = encodeFunctionData({
    abi: entryPoint08Abi,
    functionName: "handleOps",
    args: [[toPackedUserOperation(operation)], account.address],
  });
  const call = { from: account.address, to: entryPoint08Address, data, gas: numberToHex(8_000_000) };
  try {
    await bundler.request({ method: "eth_call", params: [call, "latest"] } as never);
    return "taken";
  } catch (error) {
    const refusal = error instanceof BaseError ? error.walk((inner) => inner instanceof RpcRequestError) : undefined;
    if (!(refusal instanceof RpcRequestError)) throw error;
    const outer = decodeErrorResult({ abi: errors, data: refusal.data as Hex });
    if (outer.errorName !== "FailedOpWithRevert") return `${outer.errorName} ${outer.args?.join(" ")}`;
    return `${outer.args[1]} ${decodeErrorResult({ abi: errors, data: outer.args[2] }).errorName}`;
  }
}
