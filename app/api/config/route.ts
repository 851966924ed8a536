import { serveConfig } from "@/app/_server/config";

export const dynamic = "force-dynamic";

export const GET = serveConfig;
