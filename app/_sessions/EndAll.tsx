import { Confirmed } from "./Confirmed";

type Props = { isBusy: boolean; isBlocked: boolean; ask: () => void };

export function EndAll(props: Props) {
  return (
    <Confirmed
      label="End all"
      question="End every session on every device, and every grant that was not used yet? What you earned stays yours."
      testId="end-all"
      {...props}
    />
  );
}
