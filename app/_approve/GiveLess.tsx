"use client";

import { useState } from "react";
import { durationsOf, type Narrowing } from "@/app/_bridge/link/narrow";
import type { Answerable } from "@/app/_bridge/link/readRequest";
import { Switch } from "@/app/_panels/settings/Switch";
import { cx } from "@/app/_ui/cx";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field } from "@/app/_ui/Field";
import { formatAmount, formatDuration } from "@/app/_ui/format";

type Props = Answerable & {
  choice: Narrowing;
  disabled: boolean;
  onChoose: (choice: Partial<Narrowing>) => void;
};

const SAND = 10n ** 18n;

/** Less than is asked for: a shorter time, fewer actions, less Sand, fewer functions. Never more. */
export function GiveLess({ request, functions, choice, disabled, onChoose }: Props) {
  const { calls, spend } = request.limits;
  return (
    <Disclosure title="Allow less" testId="give-less">
      <fieldset disabled={disabled} className="grid gap-4 pt-1">
        <legend className="sr-only">What to allow</legend>
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-sm text-mist">Time</legend>
          <div className="flex flex-wrap gap-2">
            {durationsOf(request).map((seconds) => (
              <Time
                key={seconds}
                seconds={seconds}
                isChosen={seconds === choice.duration}
                onChoose={() => onChoose({ duration: seconds })}
              />
            ))}
          </div>
        </fieldset>
        <div className="grid gap-3 sm:grid-cols-2">
          <Whole
            name="actions"
            label={`Actions, at most ${calls.toLocaleString("en")}`}
            most={calls}
            onChange={(count) => onChoose({ calls: count })}
          />
          {spend > 0n && (
            <Whole
              name="sand"
              label={`Sand to spend, at most ${formatAmount(spend)}`}
              most={Number(spend / SAND)}
              onChange={(sand) => onChoose({ spend: BigInt(sand) * SAND })}
            />
          )}
        </div>
        <div className="grid gap-2">
          {functions.map(({ functionSignature, words }) => (
            <Switch
              key={functionSignature}
              label={words}
              hint={
                <code translate="no" className="font-mono">
                  {functionSignature}
                </code>
              }
              testId={`allow-${functionSignature.split("(")[0]}`}
              checked={!choice.off.has(functionSignature)}
              onChange={(isOn) => {
                const off = new Set(choice.off);
                if (isOn) off.delete(functionSignature);
                else off.add(functionSignature);
                onChoose({ off });
              }}
            />
          ))}
        </div>
      </fieldset>
    </Disclosure>
  );
}

function Time({ seconds, isChosen, onChoose }: { seconds: number; isChosen: boolean; onChoose: () => void }) {
  return (
    <label
      className={cx(
        "row relative flex min-h-11 cursor-pointer items-center px-4 font-semibold has-focus-visible:outline-3",
        isChosen ? "border-sand-300 text-sand-50" : "text-mist",
      )}
    >
      <input
        type="radio"
        name="time"
        data-testid={`time-${seconds}`}
        checked={isChosen}
        onChange={onChoose}
        className="mr-2 size-4 accent-sand-300"
      />
      {formatDuration(seconds)}
    </label>
  );
}

type WholeProps = { name: string; label: string; most: number; onChange: (value: number) => void };

/** A whole number; what is no number, or too many, counts as said beside it. */
function Whole({ name, label, most, onChange }: WholeProps) {
  const [text, setText] = useState(String(most));
  const isWhole = /^\d+$/.test(text) && Number(text) <= most;
  return (
    <Field
      {...{ name, label }}
      inputMode="numeric"
      data-testid={`give-${name}`}
      value={text}
      invalid={!isWhole}
      onChange={(event) => {
        const typed = event.target.value;
        setText(typed);
        // What cannot be read allows nothing until it can.
        onChange(/^\d+$/.test(typed) ? Math.min(Number(typed), most) : 0);
      }}
    />
  );
}
