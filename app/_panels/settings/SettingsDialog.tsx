"use client";

import { Dialog } from "@/app/_ui/Dialog";
import { loadPart } from "@/app/_ui/loadPart";

const SettingsForm = loadPart(() => import("./SettingsForm").then((module) => module.SettingsForm));

type Props = {
  open: boolean;
  onClose: () => void;
  /** Lets the player hear how loud it is. */
  onTry: () => void;
};

/** What a player can choose, in one place; loaded when it is asked for. */
export function SettingsDialog({ open, onClose, onTry }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title="Settings" lead="Saved in this browser only." testId="settings-dialog">
      <SettingsForm onTry={onTry} />
    </Dialog>
  );
}
