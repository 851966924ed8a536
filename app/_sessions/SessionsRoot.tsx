"use client";

import { useState } from "react";
import type { Config } from "@/app/_api/config";
import { Board } from "@/app/_board/Board";
import { WorldPage } from "@/app/_board/WorldPage";
import type { WalletLink } from "@/app/_bridge/ports";
import { createSessionList } from "@/app/_bridge/sessions/createSessionList";
import { SessionsView } from "./SessionsView";

/** The chain is asked for each session; a session that is used in another tab changes slowly enough. */
const REFRESH_MS = 15_000;

type Asked = { asked: `0x${string}` | undefined };

export function SessionsRoot({ asked }: Asked) {
  return <WorldPage>{(config, wallet) => <List {...{ config, wallet, asked }} />}</WorldPage>;
}

function List({ config, wallet, asked }: Asked & { config: Config; wallet: WalletLink }) {
  const [list] = useState(() => createSessionList(config, wallet, asked));
  return (
    <Board name={["sessions", asked ?? "own"]} read={list.read} everyMs={REFRESH_MS}>
      {(page) => <SessionsView page={page} end={list.end} />}
    </Board>
  );
}
