import type { PlayerIdentity } from "./account";
import type { Context } from "./context";
import { createDraft, type Draft, isSignable } from "./draft";
import type { PageStore } from "./pageStore";

/**
 * What the card shows, or a new draft if that is too old to be signed; the card shows it from then on.
 * @throws As `createDraft`.
 */
export async function readDraft(
  context: Context,
  store: PageStore,
  identity: PlayerIdentity,
  signal: AbortSignal,
): Promise<Draft> {
  const { drafted: shown, begin } = store.getState();
  const isShown = shown?.begin === begin && (await isSignable(context, identity, shown));
  const drafted = isShown ? shown : await createDraft(context, identity, signal, begin);
  store.setState({ drafted });
  return drafted;
}
