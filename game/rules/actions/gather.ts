import { defineAction } from "../action";
import { tile } from "../argument";
import { neighbour, resourceAt } from "../island";
import { nameItem, readItem, readNodeKind } from "../lookup";
import { readNodeNow } from "../node";
import { refuse } from "../outcome";
import { addItem, readBonus, readReach, readSelf, wears, withPlayer } from "../player";

export const gather = defineAction({
  args: { tile },
  words: "Gather what grows beside you",
  gas: 100_000,
  verb: "Gather",
  keys: ["Space", "KeyE"],
  sound: "gather",
  apply(scene, { tile }) {
    const { island, world, self, nowSeconds } = scene;
    const player = readSelf(scene);
    if (!readReach(player).includes(tile)) return refuse("TileOutOfReach", "That is out of reach.");
    const material = resourceAt(island, tile);
    const kind = readNodeKind(material);
    if (!kind) return refuse("NothingGrows", "Nothing grows here.");
    if (kind.needs !== undefined && !wears(player, kind.needs)) {
      return refuse(
        "ToolNotWorn",
        `To gather ${readItem(material)?.name} you must wear: ${readItem(kind.needs)?.name}.`,
      );
    }
    const node = readNodeNow(material, world.nodes[tile], nowSeconds);
    if (node.available === 0) {
      const seconds = Math.max(1, Math.ceil(node.readyAt - nowSeconds));
      return refuse("NodeEmpty", `Nothing is left here. It grows back in ${seconds} s.`);
    }
    const amount = Math.min(node.available, 1 + readBonus(player, material));
    const next = withPlayer(world, self, addItem(player, material, amount));
    const nodes = { ...world.nodes, [tile]: { left: node.available - amount, since: node.since } };
    return { ok: true, world: { ...next, nodes } };
  },
  describe: ({ tile }, island) => `Gather ${nameItem(resourceAt(island, tile))}`,
  /**
   * The player's own tile first, because somebody who stands on something walked there, then the one ahead and those around. If
   * nothing grows, still the own tile, so that the player learns why it does not work.
   */
  here(scene) {
    const player = readSelf(scene);
    const ahead = neighbour(player.tile, player.facing);
    const [own = player.tile, ...around] = readReach(player);
    const growing = [own, ahead, ...around.filter((tile) => tile !== ahead)].filter(
      (tile) => resourceAt(scene.island, tile) !== 0,
    );
    return (growing.length > 0 ? growing : [own]).map((tile) => ({ tile }));
  },
});
