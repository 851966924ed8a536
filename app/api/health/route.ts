import { serveHealth } from "@/app/_server/health/serve";
import { counted } from "@/app/_server/metrics/counted";

export const dynamic = "force-dynamic";

export const GET = counted("health", serveHealth);
