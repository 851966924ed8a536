import { guarded } from "@/app/_server/door/guarded";
import { serveEvents } from "@/app/_server/events/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("events", serveEvents);
