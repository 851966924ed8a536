export { type LocalStack, type LocalStackOptions, startLocalStack } from "./startLocalStack.ts";
