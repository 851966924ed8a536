import { serveSponsor } from "@/app/_server/sponsor/serve";

export const dynamic = "force-dynamic";

export const POST = serveSponsor;
