"use client";
export { PermissionCard } from "./PermissionCard.tsx";
export { SessionContext, SessionProvider, useSessions } from "./SessionProvider.tsx";
export {
  type CardCap,
  type CardContract,
  type CardDetail,
  type CardFacts,
  usePermissionCard,
} from "./usePermissionCard.ts";
export { type UseSession, useSession } from "./useSession.ts";
export { useSessionCalls } from "./useSessionCalls.ts";
export { type SessionConfirm, useSessionConfirm } from "./useSessionConfirm.ts";
export { useSessionEnded } from "./useSessionEnded.ts";
export { useSessionOperations } from "./useSessionOperations.ts";
export { useTimeLeft } from "./useTimeLeft.ts";
