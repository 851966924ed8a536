import { describe, expect, it } from "vitest";
import { emptyWorld } from "@/game/rules/player";
import type { Room, Scene } from "@/game/rules/types";
import { readInvitation, toRoomNumber, viewOpening, viewRoom } from "./viewRoom";
import { firstChoices, joining } from "./viewStart";

const NOW = 1_800_000_000;
const none = () => undefined;
const room: Room = { startsAt: NOW, length: 1, block: 0, seed: undefined };

function sceneOf(rooms: Record<number, Room>, seed?: number): Scene {
  const draws = { falls: none, day: none, room: () => seed };
  return { world: { ...emptyWorld, rooms }, self: "me", nowSeconds: NOW, block: 9, draws };
}

describe("the room of a number", () => {
  it("waits for its island between its start and the draw", () => {
    const seen = (it: Partial<Room>, seed?: number) => viewRoom(sceneOf({ 4: { ...room, ...it } }, seed), "4", "read");
    expect(seen({ startsAt: NOW + 9, seed: 7 })).toMatchObject({ startsInSeconds: 9, isOpen: false });
    expect(seen({})).toEqual({ number: 4, length: "dash", startsInSeconds: 0, isOpen: false });
    expect(seen({ block: 9 }, 7), "the named block is not mined").toMatchObject({ isOpen: false });
    expect(seen({ block: 8 }, 7), "whoever sets out draws it").toMatchObject({ isOpen: true });
    expect(seen({ block: 8, seed: 7 })).toMatchObject({ isOpen: true });
    expect(seen({ startsAt: NOW - 300 })).toBe("over");
  });

  it("is unknown only when the chain has said so", () => {
    const readings = ["reading", "failed", "read"] as const;
    expect(readings.map((reading) => viewRoom(sceneOf({}), "4", reading))).toEqual(["reading", "unread", "unknown"]);
    expect(viewRoom(sceneOf({}), " ", "read")).toBe("none");
    expect(viewRoom(sceneOf({}), "x", "reading"), "there is nothing to ask").toBe("unknown");
  });

  it.each(["0", "-1", "1.5", "1e3", "1234567890", "room"])("is none for %s", (text) => {
    expect(toRoomNumber(text)).toBeUndefined();
  });
});

describe("a link that invites", () => {
  it("chooses its room; one without a number changes nothing", () => {
    expect(joining(firstChoices, readInvitation("?room=12"))).toEqual({ ...firstChoices, mode: "room", room: "12" });
    for (const search of ["", "?room=", "?room=a", "?seed=1"]) {
      expect(joining(firstChoices, readInvitation(search)), search).toBe(firstChoices);
    }
  });
});

describe("a room that is opened now", () => {
  const possible = (seconds: number) => viewOpening(NOW, NOW + seconds).possible;

  it("fits with its lobby and a minute to spare into what the key has left", () => {
    expect(possible(3_599)).toEqual({ dash: [1, 2, 5, 10], walk: [1, 2, 5, 10], voyage: [] });
    expect(possible(3_600).voyage, "with a whole hour").toEqual([1]);
    expect(possible(5_000).voyage, "the contract allows no longer lobby").toEqual([1]);
    expect(possible(60 + 300 + 60)).toEqual({ dash: [1], walk: [], voyage: [] });
    expect(possible(60 + 300 + 59).dash).toEqual([]);
  });

  it("needs a key", () => {
    expect(viewOpening(NOW, undefined)).toMatchObject({ keyUntil: undefined, possible: { dash: [] } });
    expect(viewOpening(NOW, undefined).minutes).toEqual({ dash: 5, walk: 20, voyage: 58 });
  });
});
