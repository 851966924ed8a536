// npm run api: writes the public types of the kit's exports into session/api, for review.
import { reportApi } from "./api.ts";
import { STAGE } from "./pack.ts";
import { stageKit } from "./stage.ts";

stageKit(STAGE);
const changed = reportApi(STAGE, "write");
console.log(changed.length > 0 ? `Wrote ${changed.join(", ")}.` : "The public types are up to date.");
