import type { ElementType, Key, ReactElement } from "react";
import * as react from "react/jsx-dev-runtime";
import { settleText } from "./settleText";

export type { JSX } from "react/jsx-runtime";
export { Fragment } from "react/jsx-runtime";

/** As `jsx` and `jsxs` of ./jsx-runtime, while developing. */
export function jsxDEV(
  type: ElementType,
  props: { children?: unknown },
  key: Key | undefined,
  isStatic: boolean,
  source?: react.JSXSource,
  self?: unknown,
): ReactElement {
  const settled = settleText(type, props);
  return react.jsxDEV(type, settled, key, isStatic && Array.isArray(settled.children), source, self);
}
