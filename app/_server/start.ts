import { readServerEnv } from "@/app/_env/server";
import { readDeployment } from "./deployment";

/**
 * Ends the process when the environment is wrong, so that a server that cannot serve is never taken for one that can:
 * neither by who starts it nor by a load balancer. Each variable is named, with what was seen and what is allowed.
 * @returns When everything that the server reads from its environment is right.
 */
export async function requireEnvironment(): Promise<void> {
  try {
    readServerEnv();
    await readDeployment();
  } catch (error) {
    console.error(`The server does not start. Its environment is wrong:\n${(error as Error).message}`);
    // Thrown, the error would be logged by Next.js, which then goes on and answers every request with it.
    process.exit(1);
  }
}
