export { type SessionConnectorParameters, sessionConnector } from "./sessionConnector.ts";
