import type { AskedLink } from "@/app/_bridge/views";
import { ConnectDialog } from "@/app/_panels/connect/ConnectDialog";
import { SettingsDialog } from "@/app/_panels/settings/SettingsDialog";
import { FloatingMissingPart } from "@/app/_ui/loadPart";
import CanvasMissing from "@/app/play/CanvasMissing";
import { Insecure, Unreachable, Waking } from "@/app/play/Waking";
import type { Sizes } from "../sizes";
import type { StateGroup } from "../state";
import { runningHour, type Still } from "../still";

const none = () => undefined;

const door = (opening?: Still["page"]["opening"], more: (sizes: Sizes) => Partial<Still> = () => ({})) => ({
  knows: (sizes: Sizes) => ({
    page: {
      ...runningHour(sizes).page,
      ...{ phase: "disconnected" as const, owner: undefined, session: undefined, opening },
      busy: opening && ("connecting" as const),
    },
    ...more(sizes),
  }),
  draw: () => <ConnectDialog open onClose={none} messages={null} />,
});

const twoWallets = ({ walletName }: Sizes) => ({ wallets: { names: [walletName, "Second wallet"] } });

/** A request waits for an owner who is elsewhere. */
const asked = (changes: (sizes: Sizes) => Partial<AskedLink>) => {
  const { knows, draw } = door("link");
  return {
    knows: (sizes: Sizes) => {
      const { page } = knows(sizes);
      const askedLink: AskedLink = {
        link: `https://hourglass.example/approve#${"AumXAgAAb3".repeat(sizes.isLarge ? 70 : 26)}`,
        ...{ code: "7KQ2-M9XD", expiresAtMs: Date.now() + 9 * 60_000, isMailboxDown: false },
        ...{ problem: undefined, paste: none, ...changes(sizes) },
      };
      return { page: { ...page, askedLink } };
    },
    draw,
  };
};

export const doors: StateGroup = {
  title: "The way in",
  states: [
    { name: "door-no-wallet", title: "No wallet in this browser", ...door() },
    { name: "door-wallets", title: "Two wallets", ...door(undefined, twoWallets) },
    {
      name: "door-passkey-known",
      title: "A passkey is remembered",
      ...door(undefined, () => ({ knowsPasskey: true })),
      until: "[data-testid=passkey-remembered]",
    },
    { name: "door-opening-guest", title: "A guest comes in", ...door("guest") },
    { name: "door-opening-passkey", title: "The device asks", ...door("passkey") },
    { name: "door-opening-wallet", title: "The wallet asks", ...door("wallet", twoWallets) },
    {
      name: "door-pairing",
      title: "A code for a wallet elsewhere",
      ...door("wallet", () => ({ wallets: { isPairing: true } })),
      until: "[data-testid=pairing-code]",
    },
    {
      name: "door-code-expired",
      title: "The code for a wallet elsewhere has expired",
      ...door(undefined, () => ({ wallets: { isExpired: true } })),
      press: ['[data-testid="wallet-walletConnect"]'],
      until: "[data-testid=pairing-again]",
    },
    {
      name: "door-asked",
      title: "An owner elsewhere is asked",
      ...asked(() => ({})),
      until: "[data-testid=asked] svg",
    },
    {
      name: "door-asked-by-hand",
      title: "The mailbox is down, and what was pasted is no answer",
      ...asked(({ reason }) => ({ isMailboxDown: true, problem: reason })),
      until: "[data-testid=mailbox-down]",
    },
    {
      name: "door-refused",
      title: "The wallet said no",
      ...door(undefined, twoWallets),
      press: ['[data-testid="wallet-wallet0.example"]'],
      until: "[data-testid=wallet-error]",
    },
    { name: "waking", title: "The island is loaded", draw: () => <Waking /> },
    {
      name: "unreachable",
      title: "The site does not answer",
      draw: () => <Unreachable reason="This site is not responding." busy={false} onRetry={none} />,
    },
    { name: "insecure", title: "No secure connection", draw: () => <Insecure /> },
    {
      name: "no-canvas",
      title: "The game’s code did not come",
      draw: () => (
        <main>
          <CanvasMissing />
        </main>
      ),
    },
    {
      name: "no-part",
      title: "The code of a part did not come",
      draw: () => (
        <main>
          <FloatingMissingPart />
        </main>
      ),
    },
    {
      name: "settings",
      title: "Settings",
      draw: () => <SettingsDialog open onClose={none} onTry={none} />,
      until: "[role=dialog] input",
    },
  ],
};
