import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type Tone = "info" | "success" | "warning" | "error";

const tones = {
  info: { Icon: Info, ink: "text-dusk-300", ground: "border-dusk-400/40 bg-dusk-500/15", word: "Note" },
  success: { Icon: CircleCheck, ink: "text-palm-300", ground: "border-palm-400/40 bg-palm-400/10", word: "Done" },
  warning: { Icon: TriangleAlert, ink: "text-sand-300", ground: "border-sand-300/45 bg-sand-400/10", word: "Warning" },
  error: { Icon: CircleAlert, ink: "text-ember-300", ground: "border-ember-400/50 bg-ember-500/15", word: "Problem" },
} as const;

/** A short message set apart. The icon has a name, so that the tone is never told by colour alone. */
export function Callout({ tone, children, className }: { tone: Tone; children: ReactNode; className?: string }) {
  const { Icon, ink, ground, word } = tones[tone];
  return (
    <div
      className={cx("flex items-start gap-3 rounded-2xl border px-4 py-3 text-sm leading-relaxed", ground, className)}
    >
      <Icon role="img" aria-label={word} className={cx("mt-0.5 size-5 shrink-0", ink)} />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
