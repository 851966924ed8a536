"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { WagmiProvider } from "wagmi";
import { BridgeProvider } from "@/app/_bridge/BridgeProvider";
import { catalogue } from "./catalogue";
import { type SizeName, sizes } from "./sizes";
import type { State } from "./state";
import { runningHour } from "./still";
import { createStillBridge } from "./stillBridge";
import { createStillWallets } from "./stillWallets";

type Props = { name: string; size: SizeName };

/** One state, drawn by the parts of the real page. `data-ready` says that everything was pressed that makes it. */
export function Stage({ name, size }: Props) {
  const state = catalogue.flatMap(({ states }) => states).find((each) => each.name === name);
  return state && <Shown key={`${name} ${size}`} state={state} size={size} />;
}

function Shown({ state, size }: { state: State; size: SizeName }) {
  const [queryClient] = useState(() => new QueryClient());
  const [still] = useState(() => {
    // Before anything is drawn that asks for it.
    Object.defineProperty(navigator, "onLine", { value: !state.isOffline, configurable: true });
    return { ...runningHour(sizes[size]), ...state.knows?.(sizes[size]) };
  });
  const [walletConfig] = useState(() => createStillWallets(still.wallets));
  const open = useCallback(() => createStillBridge(still), [still]);
  return (
    <QueryClientProvider client={queryClient}>
      <WagmiProvider config={walletConfig} reconnectOnMount={false}>
        <BridgeProvider createBridge={open} fallback={null}>
          <Pressed {...{ state, size }}>{state.draw(sizes[size])}</Pressed>
        </BridgeProvider>
      </WagmiProvider>
    </QueryClientProvider>
  );
}

/** Presses what makes the state, and then waits for what it ends with. */
function Pressed({ state, size, children }: { state: State; size: SizeName; children: ReactNode }) {
  const { press = [], until } = state;
  const [count, setCount] = useState(0);
  const next = press[count] ?? (count === press.length ? until : undefined);
  useEffect(() => {
    if (next === undefined) return;
    const look = () => {
      const element = document.querySelector<HTMLElement>(next);
      if (!element) return;
      watcher.disconnect();
      if (count < press.length) element.click();
      setCount(count + 1);
    };
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true });
    look();
    return () => watcher.disconnect();
  }, [next, count, press.length]);
  return (
    <div data-testid="state" data-name={state.name} data-size={size} data-ready={next === undefined}>
      {children}
    </div>
  );
}
