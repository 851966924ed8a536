import { guarded } from "@/app/_server/door/guarded";
import { serveWeek } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

export const GET = guarded("week", serveWeek);
