// npm run vectors:grants: writes the vectors of owners' signatures that contracts/test/session/OwnerSignature.vectors.t.sol,
// the session kit and the sponsor replay, so that no check off chain is laxer than the chain's.
import { writeFileSync } from "node:fs";
import { grantVectors } from "./grants/vectorFiles";

for (const [file, render] of Object.entries(grantVectors)) writeFileSync(file, await render());
