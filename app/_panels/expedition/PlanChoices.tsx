import type { Calling, Length, Place, Plan, Purse, StartTool, StartView } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { Choice } from "./Choice";
import { ItemPicture } from "./ItemPicture";
import looks from "./looks.module.css";
import { text } from "./text";

const lengths = ["dash", "walk", "voyage"] as const satisfies readonly Length[];
const callings = ["forager", "delver", "courier"] as const satisfies readonly Calling[];
const tools = ["satchel", "boots", "spade", "raft", "lantern"] as const satisfies readonly StartTool[];
const purses = [0, 1, 2] as const satisfies readonly Purse[];
/** As on the map. */
const places: readonly { value: Place; area: string }[] = [
  { value: "north", area: "col-start-2 row-start-1" },
  { value: "west", area: "col-start-1 row-start-2" },
  { value: "camp", area: "col-start-2 row-start-2" },
  { value: "east", area: "col-start-3 row-start-2" },
  { value: "south", area: "col-start-2 row-start-3" },
];

type Props = { view: StartView; onPlan: (plan: Plan) => void };

export function PlanChoices({ view, onPlan }: Props) {
  const { plan, keyTooShort, purses: sands, sand } = view;
  const change = <K extends keyof Plan>(name: K) => ({
    chosen: plan[name],
    onChoose: (value: Plan[K]) => onPlan({ ...plan, [name]: value }),
  });
  return (
    <div className="grid gap-5 pt-1">
      {plan.mode !== "room" && (
        <Choice
          legend={text.start.length}
          options={lengths.map((value) => {
            const until = keyTooShort[value];
            const whyNot = until === undefined ? undefined : text.start.keyTooShort(until);
            return { value, title: text.lengths[value].name, note: text.lengths[value].time, whyNot };
          })}
          {...change("length")}
          className={looks.few}
        />
      )}
      <Choice
        legend={text.start.calling}
        options={callings.map((value) => ({
          value,
          title: text.callings[value].name,
          note: text.callings[value].lead,
        }))}
        {...change("calling")}
      />
      <Choice
        legend={text.start.tool}
        options={tools.map((value) => ({
          value,
          title: text.items[value],
          picture: <ItemPicture item={value} small />,
        }))}
        {...change("tool")}
        className={cx("capitalize", looks.pictured)}
      />
      <Choice
        legend={text.start.purse}
        lead={text.start.purseLead(plan.mode === "daily" ? sand : undefined)}
        options={purses.map((value) => ({
          value,
          title: text.start.purseOf(sands[value]),
          note: text.start.points(value),
        }))}
        {...change("purse")}
        className={looks.few}
      />
      <Choice
        legend={text.start.place}
        options={places.map(({ value, area }) => ({ value, title: text.start.places[value], area }))}
        {...change("start")}
        className="grid-cols-3"
      />
    </div>
  );
}
