export {
  grantReaderAbi,
  p256Sha256VerifierAbi,
  playerAccountAbi,
  playerAccountFactoryAbi,
  sessionErrors,
  sessionPaymasterAbi,
  sessionValidatorAbi,
} from "./abis.ts";
