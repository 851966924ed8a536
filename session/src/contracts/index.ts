export { parseDeployment, type SessionDeployment, serializeDeployment } from "../deployment.ts";
export type { ContractName } from "./creations.ts";
export { type DeployParameters, deploySessionContracts } from "./deploy.ts";
export type { DeployStep } from "./deployStep.ts";
export { bytecodes } from "./generated/bytecodes.ts";
