import {
  findOutside,
  GrantRequestError,
  type ReceivedRequest,
  readGrantRequest,
  requireAnswerable,
  setClock,
} from "@hourglass/session/core";
import type { Context } from "../context";
import { insistOn } from "../effects/look";
import { createGamePermissions } from "../gamePermissions";
import { readMailbox } from "./mailbox";

/** Why a request cannot be answered. */
export type Refused = {
  because: "unreadable" | "world" | "expired" | "foreign" | "answered";
  /** For the owner. */
  words: string;
};

/** One function that is asked for: in the game's words, never in the asker's. */
export type AskedFunction = { words: string; functionSignature: string };

/** A request that can be answered. */
export type Answerable = { request: ReceivedRequest; functions: readonly AskedFunction[] };

/** @returns The request, or why it cannot be answered. */
export async function readRequest(
  context: Context,
  text: string,
  signal: AbortSignal,
): Promise<Answerable | { refused: Refused }> {
  const { deployment } = context.config;
  try {
    const game = createGamePermissions(deployment.hourglass);
    const request = await readGrantRequest(text, game.permissions);
    await insistOn(() => setClock(context.clock, context.rpc), signal);
    requireAnswerable(request, deployment, context.clock.now());
    const outside = findOutside(request.permissions, game.permissions);
    if (outside) {
      const { functionSignature = "", target } = request.permissions[outside.index] ?? {};
      // Anything else than the text of a function would only be there to mislead.
      const what = /^[\w(),[\]]+$/.test(functionSignature) ? functionSignature : "a function without a proper name";
      const words = `It asks for ${what} of ${target}, and no session of this game may do that.`;
      return { refused: { because: "foreign", words } };
    }
    // If the mailbox does not answer now, the grant can still be copied.
    const mailbox = await readMailbox(request.mailbox, signal).catch(() => undefined);
    if (mailbox?.state === "answered") return { refused: answeredBefore };
    const functions = request.permissions.map(({ functionSignature }) => {
      const index = game.permissions.findIndex((each) => each.functionSignature === functionSignature);
      return { functionSignature, words: game.says[index]?.words ?? functionSignature };
    });
    return { request, functions };
  } catch (error) {
    if (!(error instanceof GrantRequestError)) throw error;
    return { refused: refuse(error) };
  }
}

/** Somebody answered this request, or this is its second opening. */
export const answeredBefore: Refused = {
  because: "answered",
  words: "This request was answered before. If that was not you, ask on the other device again.",
};

/** Nobody waits for an answer any more. */
export const tooOld: Refused = {
  because: "expired",
  words: "A request is valid for ten minutes. Ask on the other device again.",
};

/** In words, why a request is refused. */
function refuse({ because }: GrantRequestError): Refused {
  if (because === "expired") return tooOld;
  if (because === "world") {
    return { because, words: "It was made for another game or another blockchain, so it cannot be answered here." };
  }
  return { because: "unreadable", words: "The link is not complete. Copy or scan the whole link again." };
}
