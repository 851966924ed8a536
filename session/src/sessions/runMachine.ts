import {
  initialMachine,
  isAwaited,
  type MachineEffect,
  type MachineEvent,
  type MachineState,
  type Ticket,
  transition,
} from "./machine.ts";

/**
 * Performs one effect.
 * @param effect What to do.
 * @param signal Aborts when the question was cancelled. Then close what was opened for it; the answer is dropped.
 * @returns The answer, if there is one; a rejection is an answer too.
 */
export type Perform<I, S, Door> = (
  effect: MachineEffect<I, S, Door>,
  signal: AbortSignal,
) => Promise<MachineEvent<I, S, Door> | undefined>;

/** A running machine. */
export type RunningMachine<I, S, Door> = {
  /** The current state. */
  read: () => MachineState<I, S, Door>;
  /** Reports an event: the state changes at once, and effects begin. */
  send: (event: MachineEvent<I, S, Door>) => void;
  /** Aborts every effect. */
  dispose: () => void;
};

/**
 * Runs the machine: one event after the other, each effect with the signal of its ticket.
 * @param perform Performs an effect.
 * @param show Called after each step.
 * @returns See {@link RunningMachine}.
 */
export function runMachine<I, S, Door>(perform: Perform<I, S, Door>, show: () => void): RunningMachine<I, S, Door> {
  let state = initialMachine<I, S, Door>();
  let isDisposed = false;
  const open = new Map<Ticket, AbortController>();

  const start = (effect: MachineEffect<I, S, Door>) => {
    const controller = new AbortController();
    const ticket = "ticket" in effect ? effect.ticket : undefined;
    if (ticket !== undefined) open.set(ticket, controller);
    perform(effect, controller.signal)
      .catch((error: unknown): MachineEvent<I, S, Door> | undefined =>
        ticket === undefined ? undefined : { type: "failed", ticket, error },
      )
      .then((answer) => {
        if (answer && !controller.signal.aborted) send(answer);
      });
  };

  const send = (event: MachineEvent<I, S, Door>) => {
    if (isDisposed) return;
    const next = transition(state, event);
    state = next.state;
    for (const [ticket, controller] of open) {
      if (isAwaited(state, ticket)) continue;
      open.delete(ticket);
      controller.abort();
    }
    show();
    for (const effect of next.effects) start(effect);
  };

  return {
    read: () => state,
    send,
    dispose: () => {
      isDisposed = true;
      for (const controller of open.values()) controller.abort();
      open.clear();
    },
  };
}
