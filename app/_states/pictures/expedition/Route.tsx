/** A way, coloured by tide; the game draws the true one. */
export function Route({ isHome }: { isHome: boolean }) {
  return (
    <svg
      viewBox="0 0 200 200"
      aria-hidden="true"
      className="size-full"
      fill="none"
      strokeWidth={4}
      strokeLinejoin="round"
    >
      <path
        d="M30 40q40-30 80-20t60 40q20 60-10 90t-80 20q-50 0-60-50t10-80z"
        fill="#ead9b0"
        stroke="#b97c32"
        strokeWidth={2}
      />
      <path d="M100 100h16v-26h22v-18h14" stroke="#2f7d73" />
      <path d="M152 56v30h-10v34h18v18h-30" stroke="#b4472b" />
      <path d={isHome ? "M130 138v14h-40v-30h10v-22" : "M130 138v14h-52v-12h-18"} stroke="#463a86" />
      <circle cx={100} cy={100} r={6} fill="#e26a4b" />
      <path d="M148 52l8 8m0-8l-8 8M126 134l8 8m0-8l-8 8" stroke="#15143a" strokeWidth={3} />
    </svg>
  );
}
