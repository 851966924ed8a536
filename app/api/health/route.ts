import { serveHealth } from "@/app/_server/health/serve";

export const dynamic = "force-dynamic";

export const GET = serveHealth;
