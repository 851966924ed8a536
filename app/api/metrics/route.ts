import { serveMetrics } from "@/app/_server/metrics/serve";

export const dynamic = "force-dynamic";

export const GET = serveMetrics;
