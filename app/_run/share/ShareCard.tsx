"use client";

import { Copy, ImageDown, Share2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/Button";
import { copyText } from "@/app/_ui/copyText";
import type { RunAnswer } from "../read";
import { createStrip } from "./createStrip";

/** What a button did, for everybody to read. */
type Said = { text: string; isProblem: boolean };

/** The strip of text and the poster. Both have nothing personal but the name that the game shows. */
export function ShareCard({ answer }: { answer: RunAnswer }) {
  const { account, number } = answer.run;
  const [said, setSaid] = useState<Said>();
  const [isPainting, setIsPainting] = useState(false);
  const strip = createStrip(answer, `${window.location.origin}/run/${account}/${number}`);

  const copy = () =>
    copyText(strip).then(
      () => setSaid({ text: "Copied", isProblem: false }),
      () => setSaid({ text: "This browser did not copy. Select the text above.", isProblem: true }),
    );
  const give = async (isShared: boolean) => {
    setIsPainting(true);
    try {
      const { paintPoster, savePoster, sharePoster } = await import("./poster");
      const file = await paintPoster(answer);
      setSaid({ text: isShared ? await sharePoster(file, strip) : savePoster(file), isProblem: false });
    } catch (error) {
      console.warn("the poster could not be made", error);
      setSaid({ text: "The picture could not be made. Try again.", isProblem: true });
    } finally {
      setIsPainting(false);
    }
  };
  return (
    <section aria-labelledby="share-title">
      <h2 id="share-title" className="text-xl font-semibold text-sand-50">
        Share
      </h2>
      <p className="mt-1 text-mist">The text tells how it went, not where anything is.</p>
      <pre
        data-testid="strip"
        className="row mt-3 px-3.5 py-3 font-sans text-sm wrap-anywhere whitespace-pre-wrap text-sand-100"
      >
        {strip}
      </pre>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button data-testid="strip-copy" onClick={() => void copy()} icon={<Copy aria-hidden className="size-4" />}>
          Copy text
        </Button>
        <Button
          look="outline"
          data-testid="poster-save"
          busy={isPainting}
          onClick={() => void give(false)}
          icon={<ImageDown aria-hidden className="size-4" />}
        >
          Save picture
        </Button>
        {typeof navigator.share === "function" && (
          <Button
            look="outline"
            busy={isPainting}
            onClick={() => void give(true)}
            icon={<Share2 aria-hidden className="size-4" />}
          >
            Share picture
          </Button>
        )}
      </div>
      <p
        role="status"
        data-testid="share-said"
        data-problem={said?.isProblem ?? false}
        className="mt-2 min-h-6 text-mist"
      >
        {said?.text}
      </p>
    </section>
  );
}
