import type { Key, ReactElement } from "react";
import * as react from "react/jsx-runtime";
import { settleText } from "./settleText";

// What the compiler writes for every tag (tsconfig.json, jsxImportSource).

export type { JSX } from "react/jsx-runtime";
export { Fragment } from "react/jsx-runtime";

/** React's own, with texts in elements of their own. */
export function jsx(type: Parameters<typeof react.jsx>[0], props: unknown, key?: Key): ReactElement {
  return react.jsx(type, settleText(type, props), key);
}

/** The same for several children. One that is left is no list any more. */
export function jsxs(type: Parameters<typeof react.jsx>[0], props: { children?: unknown }, key?: Key): ReactElement {
  const settled = settleText(type, props);
  return (Array.isArray(settled.children) ? react.jsxs : react.jsx)(type, settled, key);
}
