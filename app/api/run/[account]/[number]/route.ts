import { serveRun } from "@/app/_server/projections/serve";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account: string; number: string }> };

export const GET = async (request: Request, { params }: Context) => {
  const { account, number } = await params;
  return serveRun(request, account, number);
};
