import { expect, test } from "vitest";
import { type KeptRoom, watchRooms } from "./roomWatch";

const NOW = 1_800_000_000n;
const dash = (startsAt: bigint, more: Partial<KeptRoom> = {}): KeptRoom => ({
  ...{ startsAt, length: 1n, block: 0n, drawn: false },
  ...more,
});
const none: KeptRoom = { startsAt: 0n, length: 0n, block: 0n, drawn: false };

/** A chain with these rooms, numbered from 1 on. */
function chainWith(...rooms: KeptRoom[]) {
  const asked: bigint[] = [];
  const look = watchRooms(async (room) => {
    asked.push(room);
    return rooms[Number(room) - 1] ?? none;
  });
  const due = async (nowSeconds = NOW) => {
    const found: number[] = [];
    for await (const { room } of look(nowSeconds)) found.push(Number(room));
    return found;
  };
  return { rooms, asked, look, due };
}

test("a room is due from its start on until it is drawn", async () => {
  const { rooms, due } = chainWith();
  expect(await due()).toEqual([]);
  rooms.push(dash(NOW + 60n));
  expect(await due()).toEqual([]);
  expect(await due(NOW + 59n)).toEqual([]);
  expect(await due(NOW + 60n)).toEqual([1]);
  rooms[0] = dash(NOW + 60n, { block: 8n });
  expect(await due(NOW + 61n), "named is not drawn").toEqual([1]);
  rooms[0] = dash(NOW + 60n, { block: 8n, drawn: true });
  expect(await due(NOW + 62n)).toEqual([]);
});

test("of several the one that started first is first; one that is over is left", async () => {
  const { due } = chainWith(dash(NOW - 10n), dash(NOW - 20n), dash(NOW - 300n), dash(NOW + 5n));
  expect(await due()).toEqual([2, 1]);
  expect(await due(NOW + 5n)).toEqual([2, 1, 4]);
  expect(await due(NOW + 285n)).toEqual([1, 4]);
});

test("rooms of before its start are found, without reading those of long ago", async () => {
  const { asked, due } = chainWith(...Array.from({ length: 1_000 }, () => dash(NOW - 9_000n)), dash(NOW - 1n));
  expect(await due()).toEqual([1_001]);
  expect(asked.length).toBeLessThan(40);
  asked.length = 0;
  expect(await due()).toEqual([1_001]);
  expect(asked, "later it reads the ends of the list and what is due").toEqual([1_001n, 1_002n, 1_001n]);
});

test("a reorganisation takes a room back, and gives its number to another", async () => {
  const { rooms, due } = chainWith(dash(NOW), dash(NOW));
  expect(await due()).toEqual([1, 2]);
  rooms.pop();
  expect(await due()).toEqual([1]);
  rooms[0] = dash(NOW + 30n);
  expect(await due()).toEqual([]);
  rooms.push(dash(NOW + 1n));
  expect(await due(NOW + 30n)).toEqual([2, 1]);
});

test("whoever opens thousands of rooms makes no look long, and all are found in the end", async () => {
  const { rooms, asked, due } = chainWith(dash(NOW));
  expect(await due()).toEqual([1]);
  rooms.push(...Array.from({ length: 5_000 }, () => dash(NOW)));
  asked.length = 0;
  await due();
  expect(asked.length).toBeLessThan(100);
  for (let looks = 0; looks < 130; looks++) await due(NOW + 400n);
  rooms.push(dash(NOW + 390n));
  expect(await due(NOW + 400n), "those that are over are left").toEqual([5_002]);
});

test("a look that ends at the first room reads no other", async () => {
  const { asked, due, look } = chainWith(dash(NOW), dash(NOW), dash(NOW));
  await due();
  asked.length = 0;
  for await (const { room } of look(NOW)) {
    expect(room).toBe(1n);
    break;
  }
  expect(asked).toEqual([3n, 4n, 1n]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "rooms of before its start are found although reading %d fails",
  async (failing) => {
    let reads = 0;
    const look = watchRooms(async (room) => {
      if (++reads === failing) throw new Error("down");
      return room <= 2n ? dash(NOW) : none;
    });
    const due = async () => {
      const found: bigint[] = [];
      for await (const { room } of look(NOW)) found.push(room);
      return found;
    };
    await due().catch(() => undefined);
    expect(await due()).toEqual([1n, 2n]);
  },
);
