import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { InspectedOperation } from "@/app/_bridge/inspector/views";
import { recallTrace } from "@/app/_bridge/trace/markTrace";
import { readParts } from "@/app/_bridge/trace/moments";
import { RefusedRule } from "@/app/_panels/session/RefusedRule";
import { Callout } from "@/app/_ui/Callout";
import { formatCount, formatEth, formatMoment, shortHex } from "@/app/_ui/format";
import { HexLine } from "@/app/_ui/HexLine";
import { CallList } from "./CallList";
import { CheckList } from "./CheckList";
import { FactLine, Facts } from "./Facts";
import { GasPicture } from "./GasPicture";
import { Section } from "./Section";
import { Waterfall } from "./Waterfall";

/** An operation that a block includes. */
export function OnChain({ operation }: { operation: InspectedOperation }) {
  const { contents, session, events, blockNumber, blockSeconds, costWei, paidBy } = operation;
  const parts = readParts(recallTrace(operation.hash) ?? {});
  return (
    <>
      <Summary operation={operation} />
      {parts.length > 0 && (
        <Section
          title="Its way"
          lead="From the press of its first action to its confirmation on screen, as this page measured it."
          testId="operation-way"
        >
          <Waterfall parts={parts} />
        </Section>
      )}
      {contents ? (
        <>
          <Section title="Calls" lead="All of them, or none." testId="operation-calls">
            <CallList calls={contents.calls} />
          </Section>
          {session && (
            <Section
              title="Rules that were checked"
              lead={`After block ${formatCount(Number(blockNumber))}. The session module counts before the calls run, also when they fail.`}
              testId="operation-checks"
            >
              <CheckList {...{ session, blockSeconds, blockNumber }} />
            </Section>
          )}
          <Section title="Gas" lead={gasLead(contents.gas.isTraced)} testId="operation-gas">
            <GasPicture gas={contents.gas} maxCostWei={contents.maxCostWei} {...{ costWei, paidBy }} />
          </Section>
          <Section title="What was signed" testId="operation-signed">
            <div className="row grid grid-cols-1 gap-5 px-4 py-3">
              <Facts facts={contents.fields} />
              <Facts facts={contents.signed} />
            </div>
          </Section>
          {contents.voucher.length > 0 && (
            <Section title="The sponsor’s voucher" testId="operation-voucher">
              <div className="row px-4 py-3">
                <Facts facts={contents.voucher} />
              </div>
            </Section>
          )}
        </>
      ) : (
        <Callout tone="info">
          <p>Its transaction is no plain call of EntryPoint, so this page knows its events only.</p>
        </Callout>
      )}
      <Section title="Events" testId="operation-events">
        <ol className="grid gap-2">
          {events.map(({ contract, name, args }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the events of an operation never change, and may be equal.
            <li key={index} data-testid="operation-event" className="row grid grid-cols-1 gap-1 px-4 py-2.5">
              <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                <span className="font-semibold text-sand-50">{name}</span>
                <span className="text-sm text-mist">{shortHex(contract)}</span>
              </p>
              <FactLine facts={args} />
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

const gasLead = (isTraced: boolean) =>
  isTraced
    ? "What each part used, from the node’s trace of the transaction."
    : "This node does not trace transactions, and EntryPoint reports validation and calls as one number.";

function Summary({ operation }: { operation: InspectedOperation }) {
  const { state, contents, deploys, enables, refusal, account, transactionHash, transactionUrl, session } = operation;
  const did = contents?.calls?.map(({ words, functionText }) => words ?? functionText).join(", ");
  const begun = [deploys && "account created", enables && "session key switched on"].filter(Boolean).join(", ");
  return (
    <section
      data-testid="operation-state"
      data-state={state}
      aria-label="Summary"
      className="panel grid grid-cols-1 gap-4 px-5 py-5 sm:px-6"
    >
      <div>
        <h2 className="text-2xl font-semibold text-sand-50">{did ?? "Operation"}</h2>
        {begun && <p className="mt-1 text-sand-100">First: {begun}.</p>}
        <p className="mt-1 text-mist">
          {state === "executed" ? "Executed" : "Refused"} in block {formatCount(Number(operation.blockNumber))},{" "}
          {formatMoment(operation.blockSeconds)}.{state === "reverted" && " The fee was paid."}
        </p>
      </div>
      {refusal && <RefusedRule {...refusal} />}
      <dl className="grid gap-x-8 gap-y-1 text-sm sm:grid-cols-2">
        <Row name="Signed by">{contents ? `the ${contents.signedBy}` : "unknown"}</Row>
        <Row name="Paid by">{`the ${operation.paidBy}: ${formatEth(operation.costWei)}`}</Row>
        <Row name="Account">
          <Link href={`/player/${account.toLowerCase()}`} className="underline underline-offset-4">
            {shortHex(account)}
          </Link>
        </Row>
        <Row name="Transaction">
          <HexLine label="hash of the transaction" hex={transactionHash} />
        </Row>
        {session && (
          <Row name="Session">
            <HexLine label="id of the session" hex={session.id} />
          </Row>
        )}
        {transactionUrl && (
          <Row name="Elsewhere">
            <a
              data-testid="explorer"
              href={transactionUrl}
              rel="noreferrer"
              className="inline-flex items-center gap-1 underline underline-offset-4"
            >
              Public explorer <ExternalLink aria-hidden className="size-3.5" />
            </a>
          </Row>
        )}
      </dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4">
      <dt className="text-mist">{name}</dt>
      <dd className="text-sand-100">{children}</dd>
    </div>
  );
}
