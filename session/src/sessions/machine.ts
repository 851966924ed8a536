import type { LaneEnd } from "../lane/laneTypes.ts";

/*
 * Who plays, with which session, on one page. Pure: `runMachine.ts` performs the effects and reports their results.
 *
 *   identity   looking ─found──▶ known ◀──opened── opening ◀──choose── nobody
 *                 └─nobody──▶ nobody ◀──failed, cancel──┘   known ──leave──▶ nobody
 *
 *   session    none ──▶ restoring ──restored──▶ running ──laneEnded, revoked──▶ over ──granted──▶ running
 *               └──────────granted──────────────▶ │  ▲ granted (renewal)
 *                                                 └──┘
 *   asked      grant: the owner is asked for a signature        end: the revocation is being sent
 *
 * Each request has a ticket, and each answer carries the ticket of its request. A ticket that the state no longer names
 * belongs to a cancelled question: its effect is aborted and its answer dropped.
 */

/** Names one request. */
export type Ticket = number;

/** Who plays on this page. */
export type IdentityPhase<I, Door> =
  /** Is somebody remembered here? */
  | { phase: "looking"; ticket: Ticket }
  | { phase: "nobody" }
  /** A wallet, a passkey or the key store is asked. `back`: the current player, who plays on if it fails. */
  | { phase: "opening"; ticket: Ticket; door: Door; back: I | undefined }
  | { phase: "known"; identity: I };

/** Which session is played. */
export type SessionPhase<S> =
  | { phase: "none" }
  | { phase: "restoring"; ticket: Ticket }
  /** The lane's ticket: messages of the lane count as long as it is here. */
  | { phase: "running"; ticket: Ticket; session: S }
  | { phase: "over"; session: S; end: LaneEnd };

/** All that the page knows of identity and session: `I` is an identity, `S` a session, `Door` a way to sign in. */
export type MachineState<I, S, Door> = {
  /** The last ticket that was given out. */
  last: Ticket;
  identity: IdentityPhase<I, Door>;
  session: SessionPhase<S>;
  asked: { what: "grant" | "end"; ticket: Ticket } | undefined;
};

/** What happens to the machine: a person's requests, news of time and chain, and answers with their tickets. */
export type MachineEvent<I, S, Door> =
  | { type: "look" }
  | { type: "choose"; door: Door }
  | { type: "cancel" }
  | { type: "leave" }
  | { type: "grant" }
  | { type: "end" }
  /** The chain, the lane or the clock says that the session is over. */
  | { type: "over"; ticket: Ticket; end: LaneEnd }
  /** Another tab of this browser has begun a new session for the same account. */
  | { type: "replaced"; ticket: Ticket; session: S }
  /** Answers. */
  | { type: "opened"; ticket: Ticket; identity: I }
  | { type: "nobody"; ticket: Ticket }
  /** `isAsked`: the owner was asked for a grant before the page was opened, and is still waited for. */
  | { type: "restored"; ticket: Ticket; session: S | undefined; end?: LaneEnd; isAsked?: boolean }
  | { type: "granted"; ticket: Ticket; session: S }
  | { type: "ended"; ticket: Ticket }
  | { type: "failed"; ticket: Ticket; error: unknown };

/** What is to be done; `runMachine` performs it. */
export type MachineEffect<I, S, Door> =
  | { type: "look"; ticket: Ticket }
  | { type: "open"; ticket: Ticket; door: Door }
  | { type: "restore"; ticket: Ticket; identity: I }
  | { type: "grant"; ticket: Ticket; identity: I }
  | { type: "end"; ticket: Ticket; session: S }
  /** The lane: lives until its ticket is gone. */
  | { type: "run"; ticket: Ticket; session: S }
  /** The key no longer works: destroy it. */
  | { type: "forget"; session: S }
  | { type: "explain"; error: unknown; question: "look" | "open" | "restore" | "grant" | "end" };

/** The result of an event. */
export type MachineNext<I, S, Door> = {
  state: MachineState<I, S, Door>;
  effects: readonly MachineEffect<I, S, Door>[];
};

/** The state of a page that was just opened: somebody may be remembered here. */
export const initialMachine = <I, S, Door>(): MachineState<I, S, Door> => ({
  last: 0,
  // Nobody knows yet.
  identity: { phase: "looking", ticket: 0 },
  session: { phase: "none" },
  asked: undefined,
});

/**
 * Whether the state still waits for what a ticket names.
 * @param state The state now.
 * @param ticket The ticket of a request.
 */
export function isAwaited<I, S, Door>({ identity, session, asked }: MachineState<I, S, Door>, ticket: Ticket): boolean {
  return [identity, session, asked].some((part) => part !== undefined && "ticket" in part && part.ticket === ticket);
}

/**
 * One step.
 * @param state The current state.
 * @param event What happened. An answer whose ticket is not awaited changes nothing.
 * @returns The next state, and what to do.
 */
export function transition<I, S, Door>(
  state: MachineState<I, S, Door>,
  event: MachineEvent<I, S, Door>,
): MachineNext<I, S, Door> {
  if ("ticket" in event && !isAwaited(state, event.ticket)) return { state, effects: [] };
  const { identity, session, asked } = state;
  const ticket = state.last + 1;
  const ask = { ...state, last: ticket };
  const none = { session: { phase: "none" }, asked: undefined } as const;
  switch (event.type) {
    case "look":
      if (identity.phase === "known" || identity.phase === "opening") return stay(state);
      return { state: { ...ask, identity: { phase: "looking", ticket } }, effects: [{ type: "look", ticket }] };
    case "choose": {
      const { door } = event;
      const back = identity.phase === "known" ? identity.identity : "back" in identity ? identity.back : undefined;
      return {
        state: { ...ask, ...none, identity: { phase: "opening", ticket, door, back } },
        effects: [{ type: "open", ticket, door }],
      };
    }
    case "cancel":
      // An end in progress is not cancelled: it may be on chain already.
      if (asked?.what === "grant") return stay({ ...state, asked: undefined });
      return identity.phase === "opening" ? goBack(state, identity.back) : stay(state);
    case "leave":
      return stay({ ...state, ...none, identity: { phase: "nobody" } });
    case "grant":
      if (identity.phase !== "known" || asked || session.phase === "restoring") return stay(state);
      return {
        state: { ...ask, asked: { what: "grant", ticket } },
        effects: [{ type: "grant", ticket, identity: identity.identity }],
      };
    case "end":
      if (session.phase !== "running" || asked?.what === "end") return stay(state);
      // Cancels a renewal in progress: whoever ends a session does not want another one.
      return {
        state: { ...ask, asked: { what: "end", ticket } },
        effects: [{ type: "end", ticket, session: session.session }],
      };
    case "opened":
      return {
        state: {
          ...ask,
          asked: undefined,
          identity: { phase: "known", identity: event.identity },
          session: { phase: "restoring", ticket },
        },
        effects: [{ type: "restore", ticket, identity: event.identity }],
      };
    case "nobody":
      return stay({ ...state, identity: { phase: "nobody" } });
    case "restored": {
      const next = restored(state, event);
      if (!event.isAsked) return next;
      const asking = transition(next.state, { type: "grant" });
      return { state: asking.state, effects: [...next.effects, ...asking.effects] };
    }
    case "granted":
      return run({ ...ask, asked: undefined }, event.session);
    case "replaced":
      return session.phase === "running" ? run({ ...ask }, event.session) : stay(state);
    case "over":
      if (session.phase !== "running" || session.ticket !== event.ticket) return stay(state);
      return over(state, session.session, event.end);
    case "ended":
      return session.phase === "running"
        ? over(state, session.session, "revoked")
        : stay({ ...state, asked: undefined });
    case "failed":
      return fail(state, event);
  }
}

const stay = <I, S, Door>(state: MachineState<I, S, Door>): MachineNext<I, S, Door> => ({ state, effects: [] });

function restored<I, S, Door>(
  state: MachineState<I, S, Door>,
  { session, end }: Extract<MachineEvent<I, S, Door>, { type: "restored" }>,
): MachineNext<I, S, Door> {
  if (!session) return stay({ ...state, session: { phase: "none" } });
  if (end) return stay({ ...state, session: { phase: "over", session, end } });
  return run({ ...state, last: state.last + 1 }, session);
}

/** A sign-in failed: the current player plays on. */
function goBack<I, S, Door>(state: MachineState<I, S, Door>, back: I | undefined): MachineNext<I, S, Door> {
  if (back === undefined) return stay({ ...state, identity: { phase: "nobody" } });
  const ticket = state.last + 1;
  return {
    state: {
      ...state,
      last: ticket,
      identity: { phase: "known", identity: back },
      session: { phase: "restoring", ticket },
    },
    effects: [{ type: "restore", ticket, identity: back }],
  };
}

function run<I, S, Door>(state: MachineState<I, S, Door>, session: S): MachineNext<I, S, Door> {
  const ticket = state.last;
  return {
    state: { ...state, session: { phase: "running", ticket, session } },
    effects: [{ type: "run", ticket, session }],
  };
}

function over<I, S, Door>(state: MachineState<I, S, Door>, session: S, end: LaneEnd): MachineNext<I, S, Door> {
  // A renewal that the owner is being asked for goes on.
  const asked = state.asked?.what === "end" ? undefined : state.asked;
  return {
    state: { ...state, asked, session: { phase: "over", session, end } },
    effects: end === "revoked" ? [{ type: "forget", session }] : [],
  };
}

function fail<I, S, Door>(
  state: MachineState<I, S, Door>,
  { ticket, error }: MachineEvent<I, S, Door> & { type: "failed" },
): MachineNext<I, S, Door> {
  const { identity, session, asked } = state;
  if (asked?.ticket === ticket) {
    return { state: { ...state, asked: undefined }, effects: [{ type: "explain", error, question: asked.what }] };
  }
  if ("ticket" in identity && identity.ticket === ticket) {
    const question = identity.phase === "looking" ? "look" : "open";
    const next = goBack(state, identity.phase === "opening" ? identity.back : undefined);
    return { ...next, effects: [{ type: "explain", error, question }, ...next.effects] };
  }
  if (session.phase === "restoring") {
    return {
      state: { ...state, session: { phase: "none" } },
      effects: [{ type: "explain", error, question: "restore" }],
    };
  }
  // A lane could not be opened: the session stays valid, but this page cannot play it.
  return session.phase === "running" ? over(state, session.session, "failed") : stay(state);
}
