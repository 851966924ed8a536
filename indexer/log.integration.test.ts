import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";

import { testEnv } from "@/app/_env/testEnv";
import { startIndexer } from "@/scripts/stack/parts";

test("an indexer that reaches nothing logs that, one object per line, without passwords and keys", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-log-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const secrets = ["a-password", "an-api-key", "11".repeat(32), "22".repeat(32)];
  const indexer = await startIndexer({
    dataDir,
    env: {
      ...testEnv,
      DATABASE_URL: "postgresql://someone:a-password@127.0.0.1:1/none",
      RPC_URL: "http://127.0.0.1:1/v2/an-api-key",
      LOG_LEVEL: "trace",
    },
  });
  onTestFinished(indexer.stop);
  await vi.waitUntil(() => indexer.tail().includes("cannot go on"), 60_000);
  await indexer.stop();
  const text = readFileSync(path.join(dataDir, "logs/indexer.log"), "utf8");
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const line of text.trimEnd().split("\n")) {
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), app: "hourglass", msg: expect.any(String) });
  }
});
