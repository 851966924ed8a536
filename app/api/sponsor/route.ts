import { guarded } from "@/app/_server/door/guarded";
import { serveSponsor } from "@/app/_server/sponsor/serve";

export const dynamic = "force-dynamic";

export const POST = guarded("sponsor", serveSponsor);
