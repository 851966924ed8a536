/** What a state is filled with: as a usual hour has it, or as large and as long as it can be. */
export type Sizes = {
  isLarge: boolean;
  /** Smallest unit. */
  sand: bigint;
  items: number;
  /** What a session may do: calls, Sand, and wei for gas. */
  limits: { calls: number; sand: bigint; wei: bigint };
  /** What one operation cost. */
  wei: bigint;
  gas: bigint;
  block: bigint;
  actions: readonly string[];
  reason: string;
  walletName: string;
  moves: number;
};

const steps = ["Walk 4 steps", "Gather wood"];

const usual: Sizes = {
  isLarge: false,
  sand: 312_500000000000000000n,
  items: 14,
  limits: { calls: 5_000, sand: 120n * 10n ** 18n, wei: 4n * 10n ** 18n },
  wei: 176_400_000_000_000n,
  gas: 214_380n,
  block: 4_812n,
  actions: steps,
  reason: "You gathered here. It is full again next tide.",
  walletName: "Harbour",
  moves: 3,
};

const large: Sizes = {
  isLarge: true,
  sand: 987_654_321_987_654_321_123456789012345678n,
  items: 4_294_967_295,
  // The most that a grant can say.
  limits: { calls: 65_535, sand: 2n ** 96n - 1n, wei: 2n ** 64n - 1n },
  wei: 18_446_744_073_709_551n,
  gas: 29_999_999n,
  block: 18_446_744_073_709n,
  actions: [...Array(6).fill(steps).flat(), "Set out on a Voyage", "Recover all 3 layers of a site"],
  reason:
    "The session may spend 120 Sand in all and has spent 107.25 of them, so a purchase of 8,888,888.125 Sand at a camp cannot be part of it. Nothing else of this batch was sent.",
  walletName: "Donaudampfschifffahrtsgesellschaftskapitänsgeldbörse",
  moves: 1_048_576,
};

export const sizes = { usual, large } as const;
export type SizeName = keyof typeof sizes;
