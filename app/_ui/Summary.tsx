import type { ComponentProps } from "react";
import { keepFocus } from "./keepFocus";

/** What a fold-out is opened by. A press by mouse leaves the focus with the island, as that of every button does. */
export function Summary(props: ComponentProps<"summary">) {
  // biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button to every browser.
  return <summary onMouseDown={keepFocus} {...props} />;
}
