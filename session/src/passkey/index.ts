export type { Passkey } from "./passkey.ts";
export { readPasskey, writePasskey } from "./passkey.ts";
export { createPasskey, createPasskeyOwner, encodeAssertion, findPasskey, recoverKeys } from "./passkeyOwner.ts";
