import { Lock } from "lucide-react";
import { Button, type ButtonProps } from "@/app/_ui/Button";

/** For what the session key cannot do. A lock and words say so before it is pressed, and a dialog afterwards. */
export function OwnerButton({ children, ...props }: Omit<ButtonProps, "icon">) {
  return (
    <Button look="outline" {...props} icon={<Lock aria-hidden className="size-4 shrink-0" />}>
      <span className="grid py-1 text-left">
        <span>{children}</span> <span className="text-xs font-normal">Needs your signature</span>
      </span>
    </Button>
  );
}
