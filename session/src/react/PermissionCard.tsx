/** @jsxImportSource react */
"use client";
import { type ComponentProps, createContext, type ReactNode, useContext } from "react";
import { InvalidInputError } from "../errors/errors.ts";
import { showUnseen } from "../permissions/plainText.ts";
import { describeChanges } from "../sessions/describeChanges.ts";
import type { CardRequest } from "../sessions/types.ts";
import {
  type CardCap,
  type CardContract,
  type CardFacts,
  type CardOptions,
  usePermissionCard,
} from "./usePermissionCard.ts";

/*
 * An unstyled card: plain elements with `data-part`, to be styled with CSS; each part may be replaced or left out. Its
 * contents come from the request, and so from what is signed.
 */

type Card = { request: CardRequest; facts: CardFacts };
/** Elements of a list, each drawn by a product's own function; without one, as text. */
type Drawn<element extends "ul" | "dl", item> = Omit<ComponentProps<element>, "children"> & {
  children?: (item: item) => ReactNode;
};
const CardContext = createContext<Card | undefined>(undefined);

function useCard(): Card {
  const card = useContext(CardContext);
  if (!card) throw new InvalidInputError("There is no PermissionCard.Root above this part.");
  return card;
}

type RootProps = ComponentProps<"section"> & CardOptions & { request: CardRequest };

function Root({ request, locale, format, labels, children, ...props }: RootProps): ReactNode {
  const options = { ...(locale && { locale }), ...(format && { format }), ...(labels && { labels }) };
  const facts = usePermissionCard(request, options);
  return (
    <CardContext value={{ request, facts }}>
      <section aria-label="What this session may do" {...props} data-part="root">
        {children}
      </section>
    </CardContext>
  );
}

function Caps({ children, ...props }: Drawn<"dl", CardCap>): ReactNode {
  const { facts } = useCard();
  return (
    <dl {...props} data-part="caps">
      {facts.caps.map((cap) => (
        <div key={cap.id} data-cap={cap.id}>
          {children ? (
            children(cap)
          ) : (
            <>
              <dt>{cap.label}</dt>
              <dd>
                <span>{cap.value}</span>
                {cap.note && <small>{cap.note}</small>}
              </dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}

type MayProps = Drawn<"ul", CardContract["rules"][number]> & { heading?: (contract: CardContract) => ReactNode };

function May({ children, heading, ...props }: MayProps): ReactNode {
  const { facts } = useCard();
  return (
    <ul {...props} data-part="may">
      {facts.may.map((contract) => (
        <li key={contract.address} data-part="contract">
          {heading ? heading(contract) : <span title={contract.address}>{contract.label}</span>}
          <ul>
            {contract.rules.map((rule, index) => (
              // Two ways to call one function differ only in their position.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is what is signed, and never changes
              <li key={index} data-part="rule">
                {children ? children(rule) : <span title={rule.functionSignature}>{rule.title}</span>}
                {rule.limits.length > 0 && (
                  <ul data-part="limits">
                    {rule.limits.map((limit) => (
                      <li key={limit}>{limit}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Never({ children, ...props }: Drawn<"ul", string>): ReactNode {
  const { facts } = useCard();
  return (
    <ul {...props} data-part="never">
      {facts.never.map((text) => (
        <li key={text}>{children ? children(text) : text}</li>
      ))}
    </ul>
  );
}

function WorstCase(props: ComponentProps<"p">): ReactNode {
  const { facts } = useCard();
  return (
    <p {...props} data-part="worst-case">
      {`${facts.worstCase.join(". ")}.`}
    </p>
  );
}

/** What differs from an earlier grant, or that nothing does. */
function Changes({ before, ...props }: ComponentProps<"ul"> & { before: CardRequest }): ReactNode {
  const { request, facts } = useCard();
  const { added, removed, limits } = describeChanges(before, request, facts.format);
  const lines = [
    ...added.map((line) => `New: ${line}`),
    ...removed.map((line) => `No longer: ${line}`),
    ...limits.map(({ id, before: was, after }) => `${LIMITS[id]}: ${after} instead of ${was}`),
  ];
  return (
    <ul {...props} data-part="changes">
      {lines.length === 0 ? (
        <li>The same permissions and limits as before.</li>
      ) : (
        lines.map((line) => <li key={line}>{line}</li>)
      )}
    </ul>
  );
}

const LIMITS = {
  duration: "Time",
  calls: "Calls",
  spend: "Spends",
  gas: "Network fees",
  paymaster: "Who pays the fees",
} as const;

/** Every field that is signed, in words. Shows nothing until the grant is made. */
function Details(props: ComponentProps<"dl">): ReactNode {
  const { facts } = useCard();
  if (facts.details.length === 0) return null;
  return (
    <dl {...props} data-part="details">
      {facts.details.map(({ id, label, value }) => (
        <div key={id} data-detail={id}>
          <dt>{label}</dt>
          <dd translate="no">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The typed data as it is signed, collapsed. Shows nothing until the grant is made. */
function Message({ children = "What is signed", ...props }: ComponentProps<"details">): ReactNode {
  const { message } = useCard().request;
  if (!message) return null;
  const text = JSON.stringify(message, (_, value: unknown) => plain(value), 2);
  return (
    <details {...props} data-part="message">
      <summary>{children}</summary>
      <pre translate="no">{text}</pre>
    </details>
  );
}

const plain = (value: unknown) =>
  typeof value === "bigint" ? String(value) : typeof value === "string" ? showUnseen(value) : value;

function Accept({ children = "Sign", ...props }: ComponentProps<"button">): ReactNode {
  return (
    <button type="button" {...props} data-part="accept">
      {children}
    </button>
  );
}

function Decline({ children = "Cancel", ...props }: ComponentProps<"button">): ReactNode {
  return (
    <button type="button" {...props} data-part="decline">
      {children}
    </button>
  );
}

/** The parts of a card; put them inside `Root`, which gets the request. */
export const PermissionCard = {
  /** The card. Give it the `request` of `confirm`; `locale`, `format` and `labels` say how numbers are written and limits called. */
  Root,
  /** Time, calls, spend and gas, in a list. Give it a function to draw each yourself. */
  Caps,
  /** What the session may call. Give it a function to write each rule yourself, and `heading` for each contract. */
  May,
  /** What no session can ever do. Give it a function to draw each line yourself. */
  Never,
  /** What a thief of the key could do at worst. */
  WorstCase,
  /** For a renewal: what differs from the grant `before`, or that nothing does. */
  Changes,
  /** Every other field that is signed: account, key, times, lane. */
  Details,
  /** The message that is signed, collapsed. Shows nothing until the grant is made. */
  Message,
  /** A button: pass it `onClick`. */
  Accept,
  /** A button: pass it `onClick`. */
  Decline,
};
