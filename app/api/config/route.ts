import { serveConfig } from "@/app/_server/config";
import { counted } from "@/app/_server/metrics/counted";

export const dynamic = "force-dynamic";

export const GET = counted("config", serveConfig);
