import { guarded } from "@/app/_server/door/guarded";
import { serveHealth } from "@/app/_server/health/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("health", serveHealth);
