export function isInstalled(folder?: string): boolean;
export function prepare(): Promise<void>;
