import { CopyButton } from "@/app/_ui/CopyButton";
import { text } from "./text";

/** The link that invites to a room, to read and to copy. */
export function RoomLink({ room }: { room: number }) {
  const link = `${globalThis.location?.origin ?? ""}/play?room=${room}`;
  return (
    <div className="row flex items-center gap-2 py-1.5 pr-2 pl-3.5">
      <p className="min-w-0 grow">
        <span className="block text-sm text-mist">{text.room.share(room)}</span>
        <a
          href={link}
          translate="no"
          data-testid="room-link"
          className="block font-mono text-sm wrap-anywhere text-sand-100 underline underline-offset-4"
        >
          {link}
        </a>
      </p>
      <CopyButton text={link} label={text.room.copy} />
    </div>
  );
}
