/** Listens to an event of a target that a test or an old browser may lack. Returns a function that ends it. */
export function listenTo(
  target: Partial<EventTarget> | undefined,
  name: string,
  act: (event: Event) => void,
): () => void {
  target?.addEventListener?.(name, act);
  return () => target?.removeEventListener?.(name, act);
}
