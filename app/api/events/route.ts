import { serveEvents } from "@/app/_server/events/serve";

export const dynamic = "force-dynamic";

export const GET = serveEvents;
