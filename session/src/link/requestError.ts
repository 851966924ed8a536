import { InvalidInputError } from "../errors/errors.ts";

/** Why a request for a grant, or the answer to one, is refused. */
export type RequestRefusal = "unreadable" | "world" | "expired" | "sealed" | "key" | "wider";

/** A request for a grant, or the answer to one, that is refused; the short message says why. */
export class GrantRequestError extends InvalidInputError {
  override readonly name = "GrantRequestError";
  /**
   * `unreadable`: no request, or a part of one. `world`: of another chain or module. `expired`: too old. `sealed`: the answer
   * belongs to another request, or was changed. `key`: the answer is for another key. `wider`: it allows more than was asked for.
   */
  readonly because: RequestRefusal;

  constructor(because: RequestRefusal, details?: string) {
    super(WORDS[because], details === undefined ? {} : { details });
    this.because = because;
  }
}

const WORDS: Readonly<Record<RequestRefusal, string>> = {
  unreadable: "This is not a complete request.",
  world: "This request is for another world.",
  expired: "This request has expired. Ask again.",
  sealed: "This answer belongs to another request, or was changed.",
  key: "This answer is for another key.",
  wider: "This answer allows more than was asked for.",
};
