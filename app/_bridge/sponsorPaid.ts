import { parseAbi } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { BlockEvent } from "@/app/_api/events";
import type { Context } from "./context";
import { createInsistentRead } from "./insistentRead";
import type { PageStore } from "./pageStore";
import type { Session } from "./session";

// The site's proxy answers a query by session within 100,000 blocks, one by account within 5,000.
const NAMED_BLOCKS = 100_000n;
const BLOCKS = 5_000n;

const enabledAbi = parseAbi([
  "event SessionEnabled(address indexed account, bytes32 indexed session, bytes sessionKey, address paymaster, uint192 nonceKey, bytes packedGrant)",
]);

/** Cost of each operation of a session that the sponsor paid, by its hash. */
type Costs = Map<string, bigint>;

/**
 * Sums what the sponsor paid for the shown session, in the store: read from the chain once, and again after a reorganisation;
 * between, the pushed blocks are counted.
 * @param context One world.
 * @param store Names the session, and receives the sum.
 * @returns `hear` counts a block, `ask` reads everything again, `dispose` ends it.
 */
export function createSponsorPaid(context: Context, store: PageStore) {
  let of: Session | undefined;
  /** Undefined until the chain has answered: a part of the sum would be false. */
  let costs: Costs | undefined;
  /** Since the last read began. */
  let heard: Costs = new Map();
  const show = () => {
    if (!of || !costs) return;
    const wei = [...costs.values()].reduce((sum, cost) => sum + cost, 0n);
    store.setState({ paid: { of, wei, operations: costs.size } });
  };
  const read = createInsistentRead(async () => {
    const asked = of;
    if (!asked) return;
    heard = new Map();
    const found = await readCosts(context, asked);
    if (asked !== of) return;
    costs = new Map([...found, ...heard]);
    show();
  });
  const unwatch = store.subscribe(({ machine: { session } }) => {
    const shown = session.phase === "running" || session.phase === "over" ? session.session : undefined;
    if (shown === of) return;
    of = shown;
    costs = undefined;
    void read.ask();
  });
  return {
    hear: ({ operations }: BlockEvent) => {
      const own = operations.filter(({ nonce, paymaster }) => of && isPaid(context, of, nonce, paymaster));
      for (const { userOpHash, actualGasCost } of own) {
        heard.set(userOpHash, actualGasCost);
        costs?.set(userOpHash, actualGasCost);
      }
      if (own.length > 0) show();
    },
    ask: read.ask,
    dispose: () => {
      unwatch();
      read.dispose();
    },
  };
}

/** Of the session's lane; the owner has another one. */
const isPaid = ({ config }: Context, { record }: Session, nonce: bigint, paymaster: string) =>
  nonce >> 64n === record.grant.nonceKey && paymaster.toLowerCase() === config.deployment.sessionPaymaster;

async function readCosts(context: Context, session: Session): Promise<Costs> {
  const { rpc, config } = context;
  const { sessionValidator, sessionPaymaster, entryPoint, startBlock } = config.deployment;
  const { account } = session.identity;
  const head = await rpc.getBlockNumber({ cacheTime: 0 });
  const earliest = head - NAMED_BLOCKS + 1n;
  const [enabled] = await rpc.getContractEvents({
    ...{ abi: enabledAbi, address: sessionValidator, eventName: "SessionEnabled" },
    ...{
      args: { account, session: session.id },
      fromBlock: earliest > startBlock ? earliest : startBlock,
      toBlock: head,
    },
  });
  const costs: Costs = new Map();
  if (!enabled) return costs;
  for (let fromBlock = enabled.blockNumber; fromBlock <= head; fromBlock += BLOCKS) {
    const last = fromBlock + BLOCKS - 1n;
    const logs = await rpc.getContractEvents({
      ...{ abi: entryPoint08Abi, address: entryPoint, eventName: "UserOperationEvent", strict: true },
      ...{ args: { sender: account, paymaster: sessionPaymaster }, fromBlock, toBlock: last < head ? last : head },
    });
    for (const { args } of logs) {
      if (isPaid(context, session, args.nonce, args.paymaster)) costs.set(args.userOpHash, args.actualGasCost);
    }
  }
  return costs;
}
