/** Where gas goes, in the order in which it is told. */
export const PARTS = [
  "transaction base",
  "calldata",
  "EntryPoint",
  "account",
  "module",
  "paymaster",
  "game call",
] as const;

export type Part = (typeof PARTS)[number];

/** One transaction: its parts add up to its whole. */
export type Split = { name: string; whole: number; parts: Record<Part, number> };

/** What forge writes of a test with `--json -vvvv`, of that what is read here. */
export type ForgeTest = {
  status: string;
  reason: string | null;
  decoded_logs: string[];
  traces: [string, { arena: Node[] }][];
  labeled_addresses: Record<string, string>;
  gas_snapshots?: Record<string, Record<string, string>>;
};

export type ForgeSuites = Record<string, { test_results: Record<string, ForgeTest> }>;

type Node = {
  children: number[];
  trace: { address: string; kind: string; data: string; gas_used: number; gas_refund_counter: number };
};

const BASE_GAS = 21_000;
const HANDLE_OPS = "0x765e827f";

/**
 * The transactions of a test that its snapshots name.
 * @param test A test in isolate mode: each call of the test is a transaction of its own.
 * @param isWanted Whether the snapshot of this name is one of such a transaction.
 */
export function readSplits(test: ForgeTest, isWanted: (name: string) => boolean): Split[] {
  const arena = test.traces.find(([kind]) => kind === "Execution")?.[1].arena ?? [];
  const bundles = (arena[0]?.children ?? [])
    .map((index) => nodeAt(arena, index))
    .filter(({ trace }) => trace.data.startsWith(HANDLE_OPS));
  return Object.entries(Object.assign({}, ...Object.values(test.gas_snapshots ?? {})))
    .filter(([name]) => isWanted(name))
    .map(([name, gas]) => {
      const bundle = bundles.findLast(({ trace }) => trace.gas_used === Number(gas));
      if (!bundle) throw new Error(`${name}: no transaction of ${gas} gas is in the trace.`);
      return { name, ...split(arena, bundle, test.labeled_addresses) };
    });
}

function split(arena: readonly Node[], bundle: Node, labels: Record<string, string>): Omit<Split, "name"> {
  const { gas_used: whole, gas_refund_counter: refund, data } = bundle.trace;
  if (refund !== 0) throw new Error(`${refund} gas is given back, which is no part of any contract's work.`);
  const none = Object.fromEntries(PARTS.map((part) => [part, 0])) as Record<Part, number>;
  const parts = { ...none, "transaction base": BASE_GAS, calldata: calldataGas(data) };
  visit(bundle, "EntryPoint", parts["transaction base"] + parts.calldata);
  for (const part of PARTS) {
    if (parts[part] < 0) throw new Error(`${part} has ${parts[part]} gas: the trace was not understood.`);
  }
  const sum = PARTS.reduce((total, part) => total + parts[part], 0);
  if (sum !== whole) throw new Error(`The parts are ${sum} gas, the whole is ${whole}.`);
  return { whole, parts };

  /** What a frame uses itself is its contract's; what is called by delegation, or has no name, belongs to who calls it. */
  function visit({ trace, children }: Node, caller: Part, notItsOwn: number) {
    const label = labels[trace.address.toLowerCase()];
    const part = trace.kind === "DELEGATECALL" ? caller : (PARTS.find((name) => name === label) ?? caller);
    const called = children.map((index) => nodeAt(arena, index));
    parts[part] += trace.gas_used - notItsOwn - called.reduce((total, node) => total + node.trace.gas_used, 0);
    for (const node of called) visit(node, part, 0);
  }
}

/** 4 for a zero byte, 16 for any other. What is executed costs far more than the floor of EIP-7623. */
function calldataGas(data: string): number {
  const bytes = data.slice(2).match(/../g) ?? [];
  return bytes.reduce((gas, byte) => gas + (byte === "00" ? 4 : 16), 0);
}

function nodeAt(arena: readonly Node[], index: number): Node {
  const node = arena[index];
  if (!node) throw new Error(`The trace has no call ${index}.`);
  return node;
}
