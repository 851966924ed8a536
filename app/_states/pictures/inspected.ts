import type { GasPart, InspectedOperation } from "@/app/_bridge/inspector/views";
import { account, deployment, hex } from "../facts";
import type { Sizes } from "../sizes";

function traced(gas: bigint): GasPart[] {
  const [creation, sponsor, calls, entryPoint] = [gas / 4n, gas / 50n, gas / 8n, gas / 20n];
  const preVerification = gas / 5n;
  const validation = gas - preVerification - creation - sponsor - calls - entryPoint;
  const parts = { preVerification, creation, validation, sponsor, calls, entryPoint };
  return Object.entries(parts).map(([name, part]) => ({ name: name as GasPart["name"], gas: part }));
}

/** An operation that a block includes. */
export function inspected(sizes: Sizes, changes: Partial<InspectedOperation>): InspectedOperation {
  const { wei, gas, block, actions, reason, isLarge } = sizes;
  const now = Math.floor(Date.now() / 1_000);
  return {
    ...{
      state: "executed",
      hash: hex(3, 32),
      transactionHash: hex(4, 32),
      transactionUrl: "https://explorer.example/tx",
    },
    ...{ blockNumber: block, blockSeconds: BigInt(now - 60), account, paidBy: "sponsor", costWei: wei, gasUsed: gas },
    ...{ deploys: false, enables: false },
    contents: {
      signedBy: "session key",
      calls: actions.map((words, index) => ({
        ...{ words, functionText: "move(bytes)", target: deployment.hourglass, targetName: "Hourglass" },
        args: [{ name: "path", value: hex(index % 16, isLarge ? 200 : 4) }],
        rule: { number: 1, of: 12, functionSignature: "move(bytes)", limits: [], counted: [] },
      })),
      gas: {
        ...{ isTraced: isLarge, used: gas, allowed: gas * 2n },
        parts: isLarge
          ? traced(gas)
          : [
              { name: "preVerification", gas: gas / 5n },
              { name: "both", gas: gas - gas / 5n },
            ],
        limits: [
          { name: "preVerification", gas: gas / 5n },
          { name: "validation", gas: gas / 2n },
          { name: "sponsor", gas: gas / 4n },
          { name: "calls", gas: gas * 2n - gas / 5n - gas / 2n - gas / 4n },
        ],
      },
      maxCostWei: wei * 2n,
      fields: [
        { name: "sender", value: account },
        { name: "nonce", value: hex(1, 32) },
        { name: "callData", value: hex(2, isLarge ? 900 : 132) },
      ],
      signed: [{ name: "hash of the operation", value: hex(3, 32) }],
      voucher: [{ name: "valid until", value: new Date((now + 600) * 1000).toISOString() }],
    },
    session: {
      id: hex(15, 32),
      checks: [
        { name: "actions", max: BigInt(sizes.limits.calls), by: 2n, before: 39n, after: 41n },
        { name: "sand", max: sizes.limits.sand, by: 0n, before: 0n, after: sizes.limits.sand / 3n },
        { name: "gas", max: sizes.limits.wei, by: wei, before: wei, after: wei * 2n },
      ],
      window: { validAfter: now - 900, validUntil: now + 2_700 },
      hasHistory: true,
    },
    refusal:
      changes.state === "reverted"
        ? { reason, rule: "NodeIsEmpty", values: [{ name: "tile", value: "1944" }] }
        : undefined,
    events: [
      { contract: deployment.entryPoint, name: "UserOperationEvent", args: [{ name: "success", value: "true" }] },
      {
        contract: deployment.hourglass,
        name: "Moved",
        args: [
          { name: "player", value: account },
          { name: "tile", value: "1944" },
        ],
      },
    ],
    ...changes,
  };
}
