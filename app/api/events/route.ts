import { serveEvents } from "@/app/_server/events/serve";
import { counted } from "@/app/_server/metrics/counted";

export const dynamic = "force-dynamic";

export const GET = counted("events", serveEvents);
