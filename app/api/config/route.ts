import { serveConfig } from "@/app/_server/config";
import { guarded } from "@/app/_server/door/guarded";

export const dynamic = "force-dynamic";

export const GET = guarded("config", serveConfig);
