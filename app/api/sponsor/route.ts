import { counted } from "@/app/_server/metrics/counted";
import { serveSponsor } from "@/app/_server/sponsor/serve";

export const dynamic = "force-dynamic";

export const POST = counted("sponsor", serveSponsor);
