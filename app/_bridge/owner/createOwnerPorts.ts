import { createOwnerPort, type OwnerPortParts } from "./createOwnerPort";
import { createSecurePort, type SecurePortParts } from "./createSecurePort";

/** Both ports to the owner. */
export const createOwnerPorts = (parts: OwnerPortParts & SecurePortParts) => ({
  owner: createOwnerPort(parts),
  secure: createSecurePort(parts),
});
