import { guarded } from "@/app/_server/door/guarded";
import { serveMetrics } from "@/app/_server/metrics/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("metrics", serveMetrics);
