import { Field } from "@/app/_ui/Field";
import { text } from "./text";

/** Which island is practised on. */
export function PracticeField({ seed, onSeed }: { seed: string; onSeed: (seed: string) => void }) {
  return (
    <div className="grid gap-2">
      <p className="text-sm text-mist">{text.start.practiceLead}</p>
      <Field
        name="seed"
        label={text.start.seed}
        inputMode="numeric"
        value={seed}
        onChange={(event) => onSeed(event.currentTarget.value)}
      />
      <p className="text-sm text-mist">{text.start.seedLead}</p>
    </div>
  );
}
