/** Whose card is open; `isByKey`: the focus comes along. */
export type ShownPerson = { player: string; isByKey: boolean };

export type PersonProps = {
  place: "card" | "button";
  shown: ShownPerson | undefined;
  onShow: (shown: ShownPerson | undefined) => void;
};
