import { describe, expect, test } from "vitest";

import type { MachineEffect, MachineEvent, MachineState } from "./machine.ts";
import { runMachine } from "./runMachine.ts";

type Who = { name: string };
type Key = { id: string; of: string };
type Door = "guest" | "passkey" | "wallet";
type Event = MachineEvent<Who, Key, Door>;
type Effect = MachineEffect<Who, Key, Door>;
type State = MachineState<Who, Key, Door>;

/** One question that was asked, answered when and as often as the test wants. */
type Question = { effect: Effect & { ticket: number }; signal: AbortSignal; answer: (event: Event) => void };

/** A machine whose every effect waits for the test. */
function start() {
  const questions: Question[] = [];
  const explained: unknown[] = [];
  const forgotten: Key[] = [];
  const machine = runMachine<Who, Key, Door>(
    (effect, signal) => {
      if (effect.type === "explain") explained.push(effect.error);
      if (effect.type === "forget") forgotten.push(effect.session);
      if (!("ticket" in effect)) return Promise.resolve(undefined);
      return new Promise((answer) => void questions.push({ effect, signal, answer }));
    },
    () => undefined,
  );
  const last = (type: Effect["type"]): Question => {
    const found = questions.findLast(({ effect }) => effect.type === type);
    if (!found) throw new Error(`no effect of type ${type}`);
    return found;
  };
  /** Answers, and waits until the answer has arrived. */
  const answer = async (question: Question, event: Event) => {
    question.answer(event);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const open = async (door: Door, name: string) => {
    machine.send({ type: "choose", door });
    const asked = last("open");
    await answer(asked, { type: "opened", ticket: asked.effect.ticket, identity: { name } });
  };
  const restore = async (session?: Key) => {
    const asked = last("restore");
    await answer(asked, { type: "restored", ticket: asked.effect.ticket, session });
  };
  const grant = async (session: Key) => {
    machine.send({ type: "grant" });
    const asked = last("grant");
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session });
  };
  const begin = async (name: string, session: Key) => {
    await open("guest", name);
    await restore();
    await grant(session);
  };
  return { machine, questions, explained, forgotten, last, answer, open, restore, grant, begin };
}

const phases = ({ identity, session, asked }: State) => [identity.phase, session.phase, asked?.what];
const ana = { name: "ana" };
const key: Key = { id: "1", of: "ana" };

describe("who plays", () => {
  test("a wallet that answers after a guest came in changes nothing, and its question was cancelled", async () => {
    const { machine, last, answer, open, restore } = start();
    machine.send({ type: "choose", door: "wallet" });
    const wallet = last("open");
    await open("guest", "guest");
    expect(wallet.signal.aborted).toBe(true);
    await answer(wallet, { type: "opened", ticket: wallet.effect.ticket, identity: { name: "wallet" } });
    await restore();
    expect(machine.read().identity).toEqual({ phase: "known", identity: { name: "guest" } });
    expect(phases(machine.read())).toEqual(["known", "none", undefined]);
  });

  test("a wallet that refuses after a guest came in shows no error to the guest", async () => {
    const { machine, last, answer, open, explained } = start();
    machine.send({ type: "choose", door: "wallet" });
    const wallet = last("open");
    await open("guest", "guest");
    await answer(wallet, { type: "failed", ticket: wallet.effect.ticket, error: new Error("no") });
    expect(explained).toEqual([]);
  });

  test("if the same sign-in is chosen twice, only the second question counts", async () => {
    const { machine, questions, answer } = start();
    machine.send({ type: "choose", door: "wallet" });
    machine.send({ type: "choose", door: "wallet" });
    const [first, second] = questions as [Question, Question];
    await answer(first, { type: "opened", ticket: first.effect.ticket, identity: { name: "first" } });
    expect(machine.read().identity.phase).toBe("opening");
    await answer(second, { type: "opened", ticket: second.effect.ticket, identity: { name: "second" } });
    expect(machine.read().identity).toEqual({ phase: "known", identity: { name: "second" } });
  });

  test("Cancel leaves all ways to sign in open, whatever is answered later", async () => {
    const { machine, last, answer } = start();
    machine.send({ type: "choose", door: "passkey" });
    const asked = last("open");
    machine.send({ type: "cancel" });
    expect(asked.signal.aborted).toBe(true);
    await answer(asked, { type: "opened", ticket: asked.effect.ticket, identity: ana });
    expect(phases(machine.read())).toEqual(["nobody", "none", undefined]);
  });

  test("if another sign-in fails, the current player plays on with their session", async () => {
    const { machine, last, answer, begin, explained, restore } = start();
    await begin("ana", key);
    machine.send({ type: "choose", door: "wallet" });
    const asked = last("open");
    await answer(asked, { type: "failed", ticket: asked.effect.ticket, error: "no" });
    await restore(key);
    expect([machine.read().identity, machine.read().session]).toMatchObject([
      { phase: "known", identity: { name: "ana" } },
      { phase: "running", session: key },
    ]);
    expect(explained).toEqual(["no"]);
    machine.send({ type: "choose", door: "passkey" });
    machine.send({ type: "cancel" });
    expect(machine.read().identity).toEqual({ phase: "known", identity: { name: "ana" } });
  });

  test("a session that another tab began replaces this one's", async () => {
    const { machine, last, begin } = start();
    await begin("ana", key);
    const old = last("run");
    machine.send({ type: "replaced", ticket: old.effect.ticket, session: { ...key, id: "2" } });
    expect(old.signal.aborted).toBe(true);
    expect(machine.read().session).toMatchObject({ phase: "running", session: { id: "2" } });
  });

  test("a failed sign-in says why, and leaves nobody signed in", async () => {
    const { machine, last, answer, explained } = start();
    machine.send({ type: "choose", door: "wallet" });
    const asked = last("open");
    await answer(asked, { type: "failed", ticket: asked.effect.ticket, error: "no" });
    expect([phases(machine.read())[0], explained]).toEqual(["nobody", ["no"]]);
  });

  test("a sign-in chosen while the page still looks is not replaced by the remembered player", async () => {
    const { machine, last, answer, open } = start();
    machine.send({ type: "look" });
    const looking = last("look");
    await open("guest", "guest");
    await answer(looking, { type: "opened", ticket: looking.effect.ticket, identity: { name: "remembered" } });
    expect(machine.read().identity).toEqual({ phase: "known", identity: { name: "guest" } });
  });
});

describe("the session", () => {
  test("a signature that comes after the player left opens nothing", async () => {
    const { machine, last, answer, open, restore, questions } = start();
    await open("wallet", "ana");
    await restore();
    machine.send({ type: "grant" });
    const asked = last("grant");
    machine.send({ type: "leave" });
    expect(asked.signal.aborted).toBe(true);
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session: key });
    expect(phases(machine.read())).toEqual(["nobody", "none", undefined]);
    expect(questions.some(({ effect }) => effect.type === "run")).toBe(false);
  });

  test("a signature for the previous account does not open a session for the current one", async () => {
    const { machine, last, answer, open, restore } = start();
    await open("wallet", "ana");
    await restore();
    machine.send({ type: "grant" });
    const asked = last("grant");
    await open("guest", "ben");
    await restore();
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session: key });
    expect(phases(machine.read())).toEqual(["known", "none", undefined]);
  });

  test("a restored session of the previous account is dropped", async () => {
    const { machine, last, answer, open } = start();
    await open("guest", "ana");
    const restoring = last("restore");
    await open("guest", "ben");
    await answer(restoring, { type: "restored", ticket: restoring.effect.ticket, session: key });
    expect(machine.read().session.phase).toBe("restoring");
  });

  test("is renewed while it runs: the old lane ends, the new one runs", async () => {
    const { machine, last, grant, begin } = start();
    await begin("ana", key);
    const old = last("run");
    await grant({ ...key, id: "2" });
    expect(old.signal.aborted).toBe(true);
    expect(machine.read().session).toMatchObject({ phase: "running", session: { id: "2" } });
  });

  test("messages of a previous lane do not end the current one", async () => {
    const { machine, last, grant, begin } = start();
    await begin("ana", key);
    const old = last("run");
    await grant({ ...key, id: "2" });
    machine.send({ type: "over", ticket: old.effect.ticket, end: "expired" });
    expect(machine.read().session.phase).toBe("running");
  });

  test("ends once, however often and by whoever it is reported", async () => {
    const { machine, last, answer, begin, forgotten } = start();
    await begin("ana", key);
    const lane = last("run");
    machine.send({ type: "end" });
    const ending = last("end");
    machine.send({ type: "over", ticket: lane.effect.ticket, end: "revoked" });
    machine.send({ type: "over", ticket: lane.effect.ticket, end: "expired" });
    await answer(ending, { type: "ended", ticket: ending.effect.ticket });
    expect(machine.read().session).toEqual({ phase: "over", session: key, end: "revoked" });
    expect(forgotten).toEqual([key]);
  });

  test("keeps its key if the end could not be sent, and can be ended again", async () => {
    const { machine, last, answer, begin, forgotten, explained } = start();
    await begin("ana", key);
    machine.send({ type: "end" });
    const ending = last("end");
    await answer(ending, { type: "failed", ticket: ending.effect.ticket, error: "the relay is down" });
    expect([machine.read().session.phase, forgotten, explained]).toEqual(["running", [], ["the relay is down"]]);
    machine.send({ type: "end" });
    expect(last("end").effect.ticket).not.toBe(ending.effect.ticket);
  });

  test("a renewal that is being signed outlives the end of the previous session", async () => {
    const { machine, last, answer, begin } = start();
    await begin("ana", key);
    const lane = last("run");
    machine.send({ type: "grant" });
    const asked = last("grant");
    machine.send({ type: "over", ticket: lane.effect.ticket, end: "expired" });
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session: { ...key, id: "2" } });
    expect(machine.read().session).toMatchObject({ phase: "running", session: { id: "2" } });
  });

  test("ending cancels a renewal that is being signed", async () => {
    const { machine, last, answer, begin } = start();
    await begin("ana", key);
    machine.send({ type: "grant" });
    const asked = last("grant");
    machine.send({ type: "end" });
    expect(asked.signal.aborted).toBe(true);
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session: { ...key, id: "2" } });
    expect(machine.read().session).toMatchObject({ phase: "running", session: key });
  });

  test("a second press on Sign asks nobody twice", async () => {
    const { machine, questions, open, restore } = start();
    await open("guest", "ana");
    await restore();
    machine.send({ type: "grant" });
    machine.send({ type: "grant" });
    expect(questions.filter(({ effect }) => effect.type === "grant")).toHaveLength(1);
  });

  test("nothing is accepted after the page is gone", async () => {
    const { machine, last, answer, begin } = start();
    await begin("ana", key);
    machine.send({ type: "end" });
    const ending = last("end");
    machine.dispose();
    expect([ending.signal.aborted, last("run").signal.aborted]).toEqual([true, true]);
    await answer(ending, { type: "ended", ticket: ending.effect.ticket });
    expect(machine.read().session.phase).toBe("running");
  });
});

test("late, lost, repeated, reordered and cancelled answers never mix two players", async () => {
  for (let seed = 1; seed <= 300; seed++) await playRandomly(seed);
});

/** Random presses, and answers in any order: what is shown always belongs to the last choice. */
async function playRandomly(seed: number): Promise<void> {
  let bits = seed * 2654435761;
  const below = (limit: number) => {
    bits = (Math.imul(bits, 1664525) + 1013904223) >>> 0;
    return Math.floor((bits / 2 ** 32) * limit);
  };
  const { machine, questions } = start();
  let names = 0;
  const answerOf = ({ effect }: Question): Event => {
    const { ticket } = effect;
    if (below(5) === 0) return { type: "failed", ticket, error: "no" };
    switch (effect.type) {
      case "look":
        return below(2) ? { type: "nobody", ticket } : { type: "opened", ticket, identity: { name: `n${names++}` } };
      case "open":
        return { type: "opened", ticket, identity: { name: `n${names++}` } };
      case "restore": {
        const session = { id: `s${ticket}`, of: effect.identity.name };
        return { type: "restored", ticket, session: below(2) ? session : undefined };
      }
      case "grant":
        return { type: "granted", ticket, session: { id: `s${ticket}`, of: effect.identity.name } };
      case "run":
        return { type: "over", ticket, end: "expired" };
      default:
        return { type: "ended", ticket };
    }
  };
  const presses: Event[] = [
    { type: "choose", door: "guest" },
    { type: "choose", door: "wallet" },
    { type: "cancel" },
    { type: "leave" },
    { type: "grant" },
    { type: "end" },
    { type: "look" },
  ];
  for (let turn = 0; turn < 60; turn++) {
    const question = questions[below(questions.length)];
    // Any question may be answered, including one that was cancelled or answered before.
    if (question && below(3) > 0) {
      const isWanted = !question.signal.aborted;
      const before = machine.read();
      machine.send(answerOf(question));
      if (!isWanted) expect(machine.read(), `seed ${seed}, turn ${turn}`).toEqual(before);
    } else machine.send(presses[below(presses.length)] as Event);
    const { identity, session } = machine.read();
    if (session.phase === "running" || session.phase === "over") {
      expect(identity, `seed ${seed}, turn ${turn}`).toEqual({
        phase: "known",
        identity: { name: session.session.of },
      });
    } else if (session.phase === "restoring") expect(identity.phase).toBe("known");
    const lanes = questions.filter(({ effect, signal }) => effect.type === "run" && !signal.aborted);
    expect(lanes.length, `lanes, seed ${seed}, turn ${turn}`).toBe(session.phase === "running" ? 1 : 0);
  }
  machine.dispose();
}

describe("a grant that the owner was asked for in an earlier visit", () => {
  const key = { id: "old", of: "Ann" };
  const restored = async (session?: Key, end?: "expired") => {
    const started = start();
    await started.open("wallet", "Ann");
    const asked = started.last("restore");
    const ticket = asked.effect.ticket;
    await started.answer(asked, { type: "restored", ticket, session, ...(end && { end }), isAsked: true });
    return started;
  };

  test("is waited for again, and plays once it is granted", async () => {
    const { machine, last, answer } = await restored();
    expect(machine.read()).toMatchObject({ session: { phase: "none" }, asked: { what: "grant" } });
    const asked = last("grant");
    await answer(asked, { type: "granted", ticket: asked.effect.ticket, session: { id: "new", of: "Ann" } });
    expect(machine.read()).toMatchObject({ session: { phase: "running", session: { id: "new" } }, asked: undefined });
  });

  test.each(["running", "over"] as const)(
    "is waited for beside a session that is %s, which stays as it is",
    async (phase) => {
      const { machine, questions } = await restored(key, phase === "over" ? "expired" : undefined);
      expect(machine.read()).toMatchObject({ session: { phase, session: key }, asked: { what: "grant" } });
      const tickets = questions.map(({ effect }) => effect.ticket);
      expect(new Set(tickets).size, "each question has a ticket of its own").toBe(tickets.length);
      machine.send({ type: "cancel" });
      expect(machine.read()).toMatchObject({ session: { phase, session: key }, asked: undefined });
    },
  );
});
