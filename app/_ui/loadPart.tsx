import dynamic from "next/dynamic";
import type { ComponentType } from "react";
import { Callout } from "./Callout";

/**
 * A part of the page that is loaded when it is needed. Where its code does not come, the part says so and the rest of the
 * page goes on; without this React would take the whole page away.
 * @param load Imports the component.
 * @param missing Stands in its place without its code; for a part that has no place of its own in the page, {@link FloatingMissingPart}.
 */
export function loadPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  missing: ComponentType<P> = MissingPart,
): ComponentType<P> {
  return dynamic<P>(() => load().catch((): ComponentType<P> => missing), { ssr: false });
}

/** Over the page, where a dialog would be. */
export function FloatingMissingPart() {
  return (
    <div className="panel fixed inset-x-4 bottom-4 z-50 mx-auto max-w-xl p-4">
      <MissingPart />
    </div>
  );
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
