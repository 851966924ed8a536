"use client";

import { useState } from "react";
import type { Config } from "@/app/_api/config";
import { Board } from "@/app/_board/Board";
import { WorldPage } from "@/app/_board/WorldPage";
import { createAccountPort } from "@/app/_bridge/ownership/createAccountPort";
import type { WalletLink } from "@/app/_bridge/ports";
import { AccountView } from "./AccountView";

/** Ownership changes seldom; what this page changes it reads again at once. */
const REFRESH_MS = 15_000;

type Props = { asked: `0x${string}` | undefined; isRecovery: boolean };

export function AccountRoot(props: Props) {
  return <WorldPage>{(config, wallet) => <Account {...{ config, wallet, ...props }} />}</WorldPage>;
}

function Account({ config, wallet, asked, isRecovery }: Props & { config: Config; wallet: WalletLink }) {
  const [port] = useState(() => createAccountPort(config, wallet, asked));
  return (
    <Board name={["account", asked ?? "own"]} read={port.read} everyMs={REFRESH_MS}>
      {(page) => <AccountView page={page} port={port} isRecovery={isRecovery} />}
    </Board>
  );
}
