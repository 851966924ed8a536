import { PermissionCard } from "@hourglass/session/react";
import type { CardRequest } from "@/app/_bridge/ports";
import { CapTile } from "@/app/_panels/grant/CapTile";
import { PermissionList } from "@/app/_panels/grant/PermissionList";
import { Page } from "./Sheet";

/** The kit's card with numbers and times as another country writes them. */
export function DigitCard({ request, locale }: { request: CardRequest; locale: string }) {
  return (
    <Page>
      <PermissionCard.Root request={request} locale={locale} className="panel grid grid-cols-1 gap-5 p-5">
        <PermissionCard.Caps className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,7.5rem),1fr))] gap-2.5 *:row *:flex *:min-w-0 *:flex-col *:gap-1 *:px-3.5 *:py-3 wrap-anywhere">
          {(cap) => <CapTile {...cap} />}
        </PermissionCard.Caps>
        <PermissionCard.WorstCase className="wrap-anywhere text-sand-100" />
        <PermissionList />
      </PermissionCard.Root>
    </Page>
  );
}
