import { defineAction } from "../action";
import { plan } from "../argument";
import { isOver, readLength } from "../clock";
import { readySeed, unnamed } from "../draw";
import { freeTools } from "../numbers";
import { refuse } from "../outcome";
import { regionOf, startOf } from "../places";
import { packPlan, readPlan } from "../plan";
import { emptyDigs, emptyPack, readSelf, withPlayer } from "../player";
import { dayOf, endOfRoom, readStartedRoom, refuseDay, refuseRoom } from "../seeds";
import type { Draw, Plan, Player, Refusal, Run, Scene, World } from "../types";
import { bare, receive, SPADE } from "../weigh";

/** The field in RUN and the tags of nodes have 20 bits. */
const NUMBERS = 2 ** 20;

export const embark = defineAction({
  args: { plan },
  words: "Set out on an expedition",
  gas: 150_000,
  sound: "hello",
  apply(scene, { plan }) {
    if (!readPlan(plan))
      return refuse("PlanInvalid", [packPlan(plan)], "That is no plan of an expedition. Choose again.");
    const player = readSelf(scene);
    const { run } = player;
    if (run && run.mode !== 1 && !isOver(run, scene.nowSeconds)) {
      const minutes = Math.ceil((run.endsAt - scene.nowSeconds) / 60);
      return refuse(
        "ExpeditionRuns",
        [run.endsAt],
        `Finish your expedition first; it runs for another ${minutes} min.`,
      );
    }
    const chosen = chooseIsland(scene, player, plan);
    if (!chosen.ok) return chosen;
    return { ok: true, world: withPlayer(chosen.world, scene.self, setOut(player, plan, chosen)) };
  },
  describe: ({ plan }) => `Set out on a ${readLength(plan.length).name}`,
});

/** Where and until when; `world` remembers a seed that was drawn now, `lastDay` a daily. */
type Chosen = { ok: true; seed: number; endsAt: number; world: World; lastDay: number };

function chooseIsland(scene: Scene, player: Player, plan: Plan): Chosen | Refusal {
  const { world, nowSeconds } = scene;
  const { lastDay } = player.profile;
  const endsAt = Math.floor(nowSeconds) + readLength(plan.length).seconds;
  if (plan.mode === 1) return { ok: true, seed: plan.of, endsAt, world, lastDay };
  if (plan.mode === 2) return chooseRoom(scene, plan, lastDay);
  const day = dayOf(nowSeconds);
  if (lastDay === day + 1) {
    return refuse("DayPlayed", [day], "You played the island of this day. Practise on it, or come back tomorrow.");
  }
  const draw = world.days[day] ?? unnamed;
  const seed = readySeed(draw, scene.block, (block) => scene.draws.day(day, block));
  if (seed === undefined) return refuseDay(day, draw.block);
  const days: Record<number, Draw> = { ...world.days, [day]: { ...draw, seed } };
  return { ok: true, seed, endsAt, world: { ...world, days }, lastDay: day + 1 };
}

function chooseRoom(scene: Scene, { of: number, length }: Plan, lastDay: number): Chosen | Refusal {
  const { world } = scene;
  const started = readStartedRoom(scene, number);
  if (!started.ok) return started;
  const { room } = started;
  const endsAt = endOfRoom(room);
  if (scene.nowSeconds >= endsAt) return refuse("RoomOver", [endsAt], "This room is over. Open another one.");
  if (room.length !== length) {
    const name = readLength(room.length).name;
    return refuse("RoomLength", [length, room.length], `This room plays a ${name}. Choose that.`);
  }
  const seed = readySeed(room, scene.block, (block) => scene.draws.room(number, block));
  if (seed === undefined) return refuseRoom(number, room.block);
  const rooms = { ...world.rooms, [number]: { ...room, seed } };
  return { ok: true, seed, endsAt, world: { ...world, rooms }, lastDay };
}

function setOut(player: Player, plan: Plan, { seed, endsAt, lastDay }: Chosen): Player {
  const number = player.profile.number + 1;
  const tile = startOf(plan.start);
  const { mode, length, calling, purse } = plan;
  const run: Run = {
    ...{ tile, facing: "south", length, mode, calling, purse, oil: false, rations: 0, fell: false },
    ...{
      worn: bare,
      number: number % NUMBERS,
      used: 0,
      points: 0,
      nightSteps: 0,
      nightBlock: 0,
      nightLit: false,
      endsAt,
      seed,
    },
    regions: 1n << BigInt(regionOf(tile)),
  };
  let equipped = receive(run, { ...emptyPack, room: mode === 2 ? plan.of : 0 }, freeTools[plan.tool] ?? 0);
  if (calling === 2) equipped = receive(equipped.run, equipped.pack, SPADE);
  return { ...player, ...equipped, digs: emptyDigs, profile: { ...player.profile, number, lastDay } };
}
