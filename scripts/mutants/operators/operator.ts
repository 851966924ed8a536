import type { Node, Place } from "../syntax.ts";

/** One way to break a place: the span is replaced by other text. */
export type Edit = {
  operator: string;
  /** What is replaced, as people see it. */
  node: Node;
  becomes: string;
  /** Takes the semicolon along. */
  isStatement?: boolean;
};

/** Says how a place may be broken; most places not at all. */
export type Operator = (place: Place, text: (node: Node) => string) => Edit[];
