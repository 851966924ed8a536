import { readServerEnv } from "@/app/_env/server";
import { readDeployment } from "./deployment";

/**
 * Ends the process when the environment is wrong, so that a server that cannot serve is never mistaken for one that can,
 * neither by its operator nor by a load balancer. The message names each variable, with what was seen and what is allowed.
 * @returns When everything that the server reads from its environment is valid.
 */
export async function requireEnvironment(): Promise<void> {
  try {
    readServerEnv();
    await readDeployment();
  } catch (error) {
    console.error(`The server does not start. Its environment is wrong:\n${(error as Error).message}`);
    // If it were thrown, Next.js would log the error, continue, and answer every request with it.
    process.exit(1);
  }
}
