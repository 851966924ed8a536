import { drawPicture } from "@/app/_run/picture/drawPicture";
import { servePicture } from "@/app/_server/projections/picture";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ account: string; number: string }> };

const serve = servePicture(drawPicture);

export const GET = async (request: Request, { params }: Context) => {
  const { account, number } = await params;
  return serve(request, account, number);
};
