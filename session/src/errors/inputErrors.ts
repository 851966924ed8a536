import { InvalidInputError, type SessionErrorOptions } from "./errors.ts";

/** A permission that is invalid, or that the chain could not enforce; found before anybody signs. */
export class InvalidPermissionError extends InvalidInputError {
  override readonly name = "InvalidPermissionError";
  readonly functionSignature: string | undefined;
  readonly argument: string | undefined;

  constructor(
    shortMessage: string,
    options: SessionErrorOptions & { functionSignature?: string; argument?: string } = {},
  ) {
    const { functionSignature, argument } = options;
    const place = [functionSignature, argument && `argument ${argument}`].filter(Boolean).join(", ");
    const details = [place, options.details].filter(Boolean).join(": ");
    super(shortMessage, { ...options, ...(details && { details }) });
    this.functionSignature = functionSignature;
    this.argument = argument;
  }
}

/** A grant from elsewhere with a missing or wrong field. */
export class InvalidGrantError extends InvalidInputError {
  override readonly name = "InvalidGrantError";
  readonly field: string;

  constructor(field: string, details: string) {
    super("This is not a valid grant.", { details: `${field}: ${details}` });
    this.field = field;
  }
}
