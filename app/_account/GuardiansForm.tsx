"use client";

import { Form } from "@base-ui/react/form";
import { useState } from "react";
import { readRecipient, whyNot } from "@/app/_bridge/owner/input";
import { Button } from "@/app/_ui/Button";
import { Field } from "@/app/_ui/Field";

const MAX_GUARDIANS = 5;

type Props = {
  isBusy: boolean;
  isBlocked: boolean;
  onAsk: (guardians: readonly `0x${string}`[], threshold: number) => void;
};

/** Who may recover the account, by the addresses of their wallets, and how many of them must agree. */
export function GuardiansForm({ isBusy, isBlocked, onAsk }: Props) {
  const [count, setCount] = useState(2);
  const names = Array.from({ length: count }, (_, index) => `guardian-${index + 1}`);

  function ask(values: Record<string, string>) {
    const read = names.flatMap((name) => {
      const reading = readRecipient(values[name] ?? "");
      return "value" in reading ? [reading.value] : [];
    });
    if (read.length === count) onAsk(read, Number(values.threshold));
  }

  return (
    <Form<Record<string, string>> data-testid="guardians-form" onFormSubmit={ask} className="grid gap-3">
      {names.map((name, index) => (
        <Field
          key={name}
          name={name}
          data-testid={name}
          label={`Wallet of guardian ${index + 1}`}
          placeholder="0x…"
          spellCheck={false}
          why={(text) => whyNot(readRecipient(text))}
        />
      ))}
      <p className="flex flex-wrap gap-2">
        <Button look="quiet" size="small" disabled={count === MAX_GUARDIANS} onClick={() => setCount(count + 1)}>
          Add a guardian
        </Button>
        <Button look="quiet" size="small" disabled={count === 1} onClick={() => setCount(count - 1)}>
          One less
        </Button>
      </p>
      <Field
        name="threshold"
        data-testid="threshold"
        label="How many of them must agree"
        inputMode="numeric"
        defaultValue={String(Math.min(2, count))}
        why={(text) => whyNotThreshold(text, count)}
      />
      <Button
        type="submit"
        data-testid="guardians-ask"
        look="outline"
        size="small"
        busy={isBusy}
        disabled={isBlocked}
        className="justify-self-start"
      >
        Name these guardians
      </Button>
    </Form>
  );
}

function whyNotThreshold(text: string, count: number): string | undefined {
  const number = Number(text);
  const isFine = Number.isInteger(number) && number >= 1 && number <= count;
  return isFine ? undefined : `A whole number from 1 to ${count}.`;
}
