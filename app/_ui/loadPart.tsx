import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Callout } from "./Callout";

/**
 * A part of the page that is loaded when it is needed. Where its code does not come, the part says so and the rest of the
 * page goes on; without this React would take the whole page away.
 * @param load Imports the component.
 */
export function loadPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return dynamic<P>(() => load().catch((): ComponentType<P> => MissingPart), { ssr: false });
}

function MissingPart() {
  return (
    <Callout tone="error">
      <p role="alert" data-testid="missing-part">
        This part of the page could not be loaded. Check your connection, then reload the page.
      </p>
    </Callout>
  );
}
