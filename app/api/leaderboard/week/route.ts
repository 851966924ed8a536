import { counted } from "@/app/_server/metrics/counted";
import { serveWeek } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

export const GET = counted("week", serveWeek);
