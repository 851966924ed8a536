"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "./copyText";
import { keepFocus } from "./keepFocus";

type Props = { text: string; label: string };

/** Copies a text, and says whether that worked: a browser may refuse. */
export function CopyButton({ text, label }: Props) {
  const [copied, setCopied] = useState<string>();
  const says = copied === text ? "Copied" : copied === "" ? "This browser did not copy" : "";
  async function copy() {
    await copyText(text).then(
      () => setCopied(text),
      () => setCopied(""),
    );
  }
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        data-testid="copy"
        onMouseDown={keepFocus}
        onClick={() => void copy()}
        className="button grid size-9 shrink-0 place-items-center rounded-lg text-mist hover:bg-white/8 hover:text-sand-50"
      >
        {copied === text ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      </button>
      <span role="status" className="sr-only">
        {says}
      </span>
    </>
  );
}
