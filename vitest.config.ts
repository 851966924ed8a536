import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };
const everywhere = ["{app,game,indexer,scripts,session,e2e}/**"];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: everywhere.map((place) => `${place}/*.test.ts`),
          exclude: ["integration", "built", "data", "deep", "kit"].map((kind) => `**/*.${kind}.test.ts`),
          // Of a test that imports half of the server, on a busy machine with two cores.
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: everywhere.map((place) => `${place}/*.integration.test.ts`),
          globalSetup: "scripts/testing/integrationSetup.ts",
          // Each file runs a chain, a bundler or a database of its own; two at once would measure each other.
          fileParallelism: false,
          // A first operation on a busy machine with two cores, not the speed that a player sees.
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // What takes minutes: `npm run test:deep`.
          name: "deep",
          include: everywhere.map((place) => `${place}/*.deep.test.ts`),
          globalSetup: "scripts/testing/integrationSetup.ts",
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // What only the production build can show: `npm test -- build built`.
          name: "built",
          include: everywhere.map((place) => `${place}/*.built.test.ts`),
          globalSetup: "scripts/testing/builtSetup.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // The kit as a stranger gets it: packed, installed outside of the workspace, type-checked, bundled, played.
          name: "kit",
          include: ["session/test/*.kit.test.ts"],
          globalSetup: "session/test/kit/kitSetup.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          // What is kept in the database, once more on a server of the system's own packages, not of ours.
          name: "postgres",
          include: [
            "scripts/testing/postgres.data.test.ts",
            "indexer/*.integration.test.ts",
            "app/_server/{sponsor/ledger,projections/*}.integration.test.ts",
            "scripts/stack/database/*.integration.test.ts",
          ],
          globalSetup: "scripts/testing/postgresSetup.ts",
          setupFiles: "scripts/testing/postgresEnvironment.ts",
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
