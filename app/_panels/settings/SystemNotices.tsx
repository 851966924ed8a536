"use client";

import { useState } from "react";
import { askPermission, readPermission } from "@/app/_settings/systemNotice";
import { changeSettings, useSettings } from "@/app/_settings/useSettings";
import { Switch } from "./Switch";

/** Whether the system tells the player that the hour ends soon, while they look at another tab. The browser asks first. */
export function SystemNotices() {
  const { systemNotices } = useSettings();
  const [permission, setPermission] = useState(readPermission);
  if (permission === "unsupported") return null;
  const isDenied = permission === "denied";

  async function change(on: boolean) {
    const now = on ? await askPermission() : permission;
    setPermission(now);
    changeSettings({ systemNotices: on && now === "granted" });
  }

  return (
    <section aria-labelledby="settings-session" className="grid gap-2">
      <h3 id="settings-session" className="text-lg font-semibold text-sand-50">
        Session
      </h3>
      <Switch
        label="Notices"
        hint={
          isDenied
            ? "This browser blocks notices of this site. Allow them in the browser's settings."
            : "When you look at another tab: five minutes and one minute before your hour ends"
        }
        testId="setting-notices"
        checked={systemNotices && permission === "granted"}
        onChange={(on) => void change(on)}
      />
    </section>
  );
}
