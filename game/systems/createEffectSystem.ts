import type * as Phaser from "phaser";
import { readNodeLook } from "@/game/objects/nodeLooks";
import { footOf, middleOf } from "@/game/objects/place";
import type { GameEffect, GamePort } from "@/game/ports";
import { biomeAt, resourceAt } from "@/game/rules/island";
import type { Tile } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";
import type { PlayerSystem } from "./createPlayerSystem";
import type { Walker } from "./createWalker";

const RING_FRAME_MS = 170;
/** A prediction that is confirmed sooner than this needs no mark. */
const RING_AFTER_MS = 350;
const BITS = 9;
const ringFrames = ["ring_0", "ring_1", "ring_2", "ring_3"] as const;

type Emitters = Map<string, Phaser.GameObjects.Particles.ParticleEmitter>;

export type EffectSystem = { update: (deltaMs: number) => void; destroy: () => void };

/** Particles, glows and pulses when something happens. All of it is discreet: the page explains in words. */
export function createEffectSystem(
  scene: Phaser.Scene,
  deps: { port: GamePort; players: PlayerSystem; walker: Walker; reducedMotion: boolean },
): EffectSystem {
  const { port, players, walker, reducedMotion } = deps;
  const { island } = port.getView();
  const emitters: Emitters = new Map();
  const ring = scene.add
    .image(0, 0, textureNames.sprites, "ring_0")
    .setDepth(depths.flat + 1)
    .setVisible(false);
  let waitingMs = 0;

  const burst = (bit: string, x: number, y: number, count: number) => {
    if (!reducedMotion) emitterOf(scene, emitters, bit).emitParticleAt(x, y, count);
  };
  const onWork = ({ tool, lastsMs = 0 }: Extract<GameEffect, { type: "played" }>) => {
    const self = players.self();
    self?.hop();
    if (tool) self?.swing(tool, lastsMs);
  };
  const onDig = (tile: Tile) => {
    const { x, y } = middleOf(island, tile);
    burst("dust", x, y, BITS);
    burst("glow", x, y - 4, 5);
  };
  const onGather = (tile: Tile) => {
    const { x, y } = footOf(island, tile);
    const material = resourceAt(island, tile);
    if (material === 0) return;
    burst(readNodeLook(material, biomeAt(island, tile), tile).bit, x, y - 10, BITS);
    burst("spark", x, y - 12, 2);
  };
  const offEffect = port.onEffect((effect) => {
    const self = players.self();
    if (effect.type === "played") {
      if (effect.deed === "gather" || effect.deed === "dig") onWork(effect);
      if (effect.deed === "dig" && effect.tile !== undefined) onDig(effect.tile);
      else if (effect.deed === "gather" && effect.tile !== undefined) onGather(effect.tile);
      else if (self && effect.deed !== "step") burst("spark", self.at.x, self.at.y - 14, 6);
    } else if (effect.type === "fell") {
      if (self) burst("dust", self.at.x, self.at.y - 2, 7);
    } else if (effect.type === "rolledBack") {
      walker.forget();
      if (self) burst("smoke", self.at.x, self.at.y - 4, 5);
    }
  });

  return {
    update(deltaMs) {
      const self = players.self();
      waitingMs = port.getView().pending > 0 ? waitingMs + deltaMs : 0;
      const marked = self !== undefined && waitingMs > RING_AFTER_MS;
      if (ring.visible !== marked) ring.setVisible(marked);
      if (!marked || !self) return;
      const frame = reducedMotion ? 1 : Math.floor(waitingMs / RING_FRAME_MS) % 5;
      ring.setPosition(Math.round(self.at.x), Math.round(self.at.y)).setAlpha(frame === 4 ? 0 : 0.85);
      const name = ringFrames[frame];
      if (name) ring.setFrame(name);
    },
    destroy() {
      offEffect();
      ring.destroy();
      for (const emitter of emitters.values()) emitter.destroy();
    },
  };
}

/** One emitter per kind of particle, made when first needed; Phaser pools the particles in it. */
function emitterOf(scene: Phaser.Scene, emitters: Emitters, bit: string): Phaser.GameObjects.Particles.ParticleEmitter {
  const known = emitters.get(bit);
  if (known) return known;
  const smoke = bit === "smoke";
  const emitter = scene.add.particles(0, 0, textureNames.sprites, {
    frame: `bit_${bit}`,
    emitting: false,
    lifespan: { min: 320, max: 620 },
    speed: smoke ? { min: 6, max: 16 } : { min: 24, max: 62 },
    angle: smoke ? { min: 0, max: 360 } : { min: 215, max: 325 },
    gravityY: smoke ? -24 : 170,
    alpha: { start: 1, end: 0, ease: "Quad.easeIn" },
    maxAliveParticles: 64,
  });
  emitter.setDepth(depths.bits);
  emitters.set(bit, emitter);
  return emitter;
}
