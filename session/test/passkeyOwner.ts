// The name under which this repository's tests know it.
export { createVirtualPasskey as createPasskeyOwner } from "../src/testing/virtualPasskey.ts";
