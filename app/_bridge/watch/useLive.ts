"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { Config } from "@/app/_api/config";
import { watchChain } from "../chainEvents";
import { createReaders } from "../createReaders";
import { createLive, type Live, type LiveState } from "./createLive";
import { createRunnerReader } from "./runnerReader";

const TICK_MS = 250;

/** Who is out in a world, live as long as the component is mounted, and the chain's clock in whole Unix seconds. */
export function useLive(config: Config): { state: LiveState; nowSeconds: number; retry: () => void } {
  const [live] = useState(() => openLive(config));
  useEffect(() => live.open(), [live]);
  const state = useSyncExternalStore(live.subscribe, live.get, live.get);
  const nowSeconds = useSyncExternalStore(tick, readNow, readNow);
  return { state, nowSeconds, retry: live.retry };

  function readNow(): number {
    return Math.floor(live.now());
  }
}

function openLive({ deployment, worldId }: Config): Live {
  const { hourglass } = deployment;
  return createLive({
    ...{ hourglass, reader: createRunnerReader(createReaders(deployment.chainId), hourglass) },
    watch: (listener) => watchChain(undefined, worldId, listener),
    onOtherWorld: () => globalThis.location.reload(),
  });
}

function tick(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}
