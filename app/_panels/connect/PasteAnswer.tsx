"use client";

import { Form } from "@base-ui/react/form";
import type { AskedLink } from "@/app/_bridge/views";
import { Button } from "@/app/_ui/Button";
import { Disclosure } from "@/app/_ui/Disclosure";
import { Field } from "@/app/_ui/Field";

/** For an answer that does not come by the mailbox: it is copied on the other device. */
export function PasteAnswer({ asked: { isMailboxDown, problem, paste } }: { asked: AskedLink }) {
  return (
    <div className="grid w-full max-w-sm gap-2 text-left">
      {problem && (
        <p role="alert" data-testid="asked-problem" className="text-sm text-ember-300">
          {problem}
        </p>
      )}
      {isMailboxDown && (
        <p role="status" data-testid="mailbox-down" className="text-sm text-sand-100">
          Answers cannot be delivered at the moment. Copy the answer on the other device and paste it here.
        </p>
      )}
      <Disclosure title="Paste the answer instead" testId="paste-answer" isOpen={isMailboxDown}>
        <Form<{ answer: string }> onFormSubmit={({ answer }) => paste(answer)} className="grid gap-2">
          <Field
            name="answer"
            data-testid="pasted"
            label="The answer from the other device"
            spellCheck={false}
            why={(text) => (text.trim() === "" ? "Copy the answer there first." : undefined)}
          />
          <Button type="submit" data-testid="paste-send" look="outline" size="small" className="justify-self-start">
            Use this answer
          </Button>
        </Form>
      </Disclosure>
    </div>
  );
}
