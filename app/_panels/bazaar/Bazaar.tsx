"use client";

import { Handshake, Lock, RefreshCw } from "lucide-react";
import { useMemo } from "react";
import { useSand } from "@/app/_bridge/hud";
import { useOfferRows } from "@/app/_bridge/owner/hooks";
import { Button } from "@/app/_ui/Button";
import { Callout } from "@/app/_ui/Callout";
import { PanelEmpty } from "@/app/_ui/PanelEmpty";
import { Spinner } from "@/app/_ui/Spinner";
import { useOnline } from "@/app/_ui/useOnline";
import { SandPurse } from "../owner/SandPurse";
import { OfferRow } from "./OfferRow";
import { SellForm } from "./SellForm";
import { useBazaar } from "./useBazaar";

/** The market between players. All of it is the owner's: no session key reaches that contract. */
export function Bazaar() {
  const sand = useSand();
  const online = useOnline();
  const { data, isPending, isError, isFetching, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useBazaar();
  const offers = useOfferRows(useMemo(() => data?.pages.flatMap((page) => page.offers) ?? [], [data]));
  return (
    <div className="grid gap-3" data-testid="bazaar" data-state={isError ? "error" : isPending ? "loading" : "ready"}>
      <div className="flex items-center justify-between gap-3">
        <SandPurse sand={sand} />
        <Button
          data-testid="bazaar-refresh"
          look="quiet"
          size="small"
          busy={isFetching && online}
          disabled={!online}
          icon={<RefreshCw aria-hidden className="size-4" />}
          onClick={() => void refetch()}
        >
          Refresh
        </Button>
      </div>
      <p className="flex gap-2 text-sm text-mist">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0 text-sand-300" />
        Players trade with each other here. You sign each sale and purchase yourself; the session key cannot.
      </p>
      <SellForm />
      {!online ? (
        <Callout tone="warning">You are offline. The offers come back when you are online.</Callout>
      ) : (
        isError && <Callout tone="error">The offers could not be loaded. Refresh in a moment.</Callout>
      )}
      {offers.length > 0 ? (
        <ul aria-label="For sale" className="grid gap-2">
          {offers.map((offer) => (
            <OfferRow key={offer.number.toString()} offer={offer} />
          ))}
        </ul>
      ) : isPending && online ? (
        <p role="status" className="flex items-center gap-2 p-3 text-sm text-mist">
          <Spinner /> Loading offers…
        </p>
      ) : (
        !isError &&
        online && (
          <PanelEmpty icon={<Handshake aria-hidden className="size-7" />}>
            {hasNextPage ? "No recent offers." : "Nothing for sale yet."}
          </PanelEmpty>
        )
      )}
      {hasNextPage && (
        <Button
          data-testid="bazaar-older"
          look="quiet"
          busy={isFetchingNextPage}
          disabled={!online}
          onClick={() => void fetchNextPage()}
        >
          Older offers
        </Button>
      )}
    </div>
  );
}
