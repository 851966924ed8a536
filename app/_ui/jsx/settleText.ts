import { Fragment, isValidElement, type Key, type ReactNode } from "react";
import { jsx } from "react/jsx-runtime";

/** Elements that may hold text and nothing else. */
const TEXT_ONLY = new Set<unknown>(["option", "title", "style", "script", "textarea", "text", "tspan", "select"]);

type Props = { children?: unknown };

/**
 * Gives every text an element of its own, unless it is all that its element holds. A browser that translates a page puts
 * its own elements where text nodes were; React then still holds the old nodes, and to insert beside one or to take one
 * away throws. A text that is alone React writes through its element, and elements are not replaced: both hold, and the
 * words follow. Done here, where elements are made, because nobody remembers it in three hundred places.
 * @param type Tag or component. Components get their children as they are: they hand them on to tags.
 * @param props Its props.
 * @returns The props, with other children where that is needed.
 */
export function settleText<P>(type: unknown, props: P): P {
  const isFragment = type === Fragment;
  if (typeof type !== "string" && !isFragment) return props;
  const children = (props as Props)?.children;
  if (!Array.isArray(children)) {
    return isFragment && isText(children) ? { ...props, children: wrap(String(children)) } : props;
  }
  const whole = asText(children);
  if (whole !== undefined) return { ...props, children: isFragment ? wrap(whole) : whole };
  return TEXT_ONLY.has(type) ? props : { ...props, children: settleChildren(children) };
}

/** Texts that follow one another are one: in a row of boxes each would become a box of its own. Places stay. */
function settleChildren(children: readonly unknown[]): ReactNode[] {
  const settled: ReactNode[] = [];
  let run: { at: number; text: string } | undefined;
  for (const [index, child] of children.entries()) {
    const text = Array.isArray(child) ? asText(child) : isText(child) ? String(child) : undefined;
    if (text !== undefined && text !== "") {
      settled[index] = null;
      run = { at: run?.at ?? index, text: (run?.text ?? "") + text };
      // What a component was given is a list to React, and a list wants keys.
      settled[run.at] = wrap(run.text, `text-${run.at}`);
      continue;
    }
    settled[index] = Array.isArray(child) ? settleChildren(child) : (child as ReactNode);
    if (isValidElement(child) || Array.isArray(child)) run = undefined;
  }
  return settled;
}

/** All of it as one text; undefined as soon as there is anything else in it. */
function asText(children: readonly unknown[]): string | undefined {
  let text = "";
  for (const child of children) {
    const part = Array.isArray(child)
      ? asText(child)
      : isText(child)
        ? String(child)
        : isNothing(child)
          ? ""
          : undefined;
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

function wrap(text: string, key?: Key): ReactNode {
  return jsx("span", { children: text }, key);
}

function isText(child: unknown): child is string | number | bigint {
  return typeof child === "string" || typeof child === "number" || typeof child === "bigint";
}

function isNothing(child: unknown): boolean {
  return child === null || child === undefined || typeof child === "boolean";
}
